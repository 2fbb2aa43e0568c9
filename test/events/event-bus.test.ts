import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createEventBus, type EventBus } from '../../src/events/event-bus.js';

let bus: EventBus<{ a: number; b: string }>;
let thrown: unknown[];

beforeEach(() => {
  thrown = [];
  bus = createEventBus((error) => thrown.push(error));
});

describe('createEventBus', () => {
  it('brings each event to the listeners of its name, in order', () => {
    const heard: unknown[] = [];
    bus.on('a', (n) => heard.push(`first ${n}`));
    bus.on('a', (n) => heard.push(`second ${n}`));
    bus.on('b', (text) => heard.push(text));
    bus.emit('a', 1);
    bus.emit('b', 'x');
    expect(heard).toEqual(['first 1', 'second 1', 'x']);
  });

  it('lets a listener that throws hurt no other, and says what was thrown', () => {
    const error = new Error('oops');
    const after = vi.fn();
    bus.on('a', () => {
      throw error;
    });
    bus.on('a', after);
    bus.emit('a', 1);
    expect(after).toHaveBeenCalledWith(1);
    expect(thrown).toEqual([error]);
  });

  it('hears of an async listener that rejects, so that it ends no process', async () => {
    const error = new Error('oops');
    bus.on('a', async () => {
      throw error;
    });
    bus.emit('a', 1);
    await Promise.resolve();
    await Promise.resolve();
    expect(thrown).toEqual([error]);
  });

  it.each(['on', 'once'] as const)('%s gives the function that ends it', (method) => {
    const listener = vi.fn();
    bus[method]('a', listener)();
    bus.emit('a', 1);
    expect(listener).not.toHaveBeenCalled();
  });

  it.each(['on', 'once'] as const)('off ends what %s began', (method) => {
    const listener = vi.fn();
    bus[method]('a', listener);
    bus.off('a', listener);
    bus.emit('a', 1);
    expect(listener).not.toHaveBeenCalled();
  });

  it('once hears one event, also when the listener causes the next', () => {
    const listener = vi.fn(() => bus.emit('a', 2));
    bus.once('a', listener);
    bus.emit('a', 1);
    expect(listener.mock.calls).toEqual([[1]]);
  });

  it('off in a listener ends it and no other', () => {
    const heard: string[] = [];
    const off = bus.on('a', () => {
      heard.push('once');
      off();
    });
    bus.on('a', () => heard.push('always'));
    bus.emit('a', 1);
    bus.emit('a', 2);
    expect(heard).toEqual(['once', 'always', 'always']);
  });

  it('a function that listens twice hears twice, and ends one at a time', () => {
    const listener = vi.fn();
    const [first, second] = [bus.on('a', listener), bus.on('a', listener)];
    bus.emit('a', 1);
    expect(listener).toHaveBeenCalledTimes(2);
    first();
    first();
    bus.emit('a', 2);
    expect(listener.mock.calls).toEqual([[1], [1], [2]]);
    second();
    bus.emit('a', 3);
    expect(listener).toHaveBeenCalledTimes(3);
  });

  it('off ends all of a function, and of no other', () => {
    const [listener, other] = [vi.fn(), vi.fn()];
    bus.on('a', listener);
    bus.on('a', other);
    bus.once('a', listener);
    bus.off('a', listener);
    bus.emit('a', 1);
    expect(listener).not.toHaveBeenCalled();
    expect(other).toHaveBeenCalledTimes(1);
  });

  it('off twice, or of a stranger, is harmless', () => {
    const off = bus.on('a', () => {});
    off();
    off();
    bus.off('b', () => {});
  });

  it('does not throw where nobody listens, also not for "error"', () => {
    const errors = createEventBus<{ error: Error }>(() => {});
    expect(() => errors.emit('error', new Error('x'))).not.toThrow();
  });
});
