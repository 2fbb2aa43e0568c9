import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createEventBus, type EventBus } from '../../src/events/event-bus.js';

let bus: EventBus<{ a: number; b: string }>;
let thrown: unknown[];

beforeEach(() => {
  thrown = [];
  bus = createEventBus((error) => thrown.push(error));
});

describe('createEventBus', () => {
  it('calls the listeners of an event in the order in which they were added', () => {
    const received: unknown[] = [];
    bus.on('a', (n) => received.push(`first ${n}`));
    bus.on('a', (n) => received.push(`second ${n}`));
    bus.on('b', (text) => received.push(text));
    bus.emit('a', 1);
    bus.emit('b', 'x');
    expect(received).toEqual(['first 1', 'second 1', 'x']);
  });

  it('reports what a listener throws and still calls the other listeners', () => {
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

  it('reports the rejection of an async listener, which would otherwise terminate the process', async () => {
    const error = new Error('oops');
    bus.on('a', async () => {
      throw error;
    });
    bus.emit('a', 1);
    await Promise.resolve();
    await Promise.resolve();
    expect(thrown).toEqual([error]);
  });

  it.each(['on', 'once'] as const)('%s with a signal removes the listener when it is aborted', (method) => {
    const listener = vi.fn();
    const controller = new AbortController();
    bus[method]('a', listener, { signal: controller.signal });
    bus[method]('a', listener, { signal: AbortSignal.abort() });
    controller.abort();
    bus.emit('a', 1);
    expect(listener).not.toHaveBeenCalled();
  });

  it('once() without a listener resolves with the next event', async () => {
    const next = bus.once('a');
    bus.emit('a', 1);
    bus.emit('a', 2);
    expect(await next).toBe(1);
  });

  it('once() without a listener rejects when its signal is aborted before the event, and leaves no listener', async () => {
    const controller = new AbortController();
    const next = bus.once('a', { signal: controller.signal });
    controller.abort();
    bus.emit('a', 1);
    await expect(next).rejects.toMatchObject({ code: 'XO_ABORTED', message: 'unable to wait for "a"; aborted' });
    await expect(bus.once('a', { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'XO_ABORTED' });
  });

  it.each(['on', 'once'] as const)('%s leaves nothing at the signal after the listener was removed', async (method) => {
    const { signal } = new AbortController();
    const [added, removed] = [vi.spyOn(signal, 'addEventListener'), vi.spyOn(signal, 'removeEventListener')];
    bus[method]('a', () => {}, { signal })();
    const next = bus.once('a', { signal });
    bus.emit('a', 1);
    await next;
    expect(removed.mock.calls.length).toBeGreaterThanOrEqual(added.mock.calls.length);
  });

  it.each(['on', 'once'] as const)('%s returns a function that removes the listener', (method) => {
    const listener = vi.fn();
    bus[method]('a', listener)();
    bus.emit('a', 1);
    expect(listener).not.toHaveBeenCalled();
  });

  it.each(['on', 'once'] as const)('off removes a listener that was added with %s', (method) => {
    const listener = vi.fn();
    bus[method]('a', listener);
    bus.off('a', listener);
    bus.emit('a', 1);
    expect(listener).not.toHaveBeenCalled();
  });

  it('once calls the listener for one event, even if the listener emits the next one', () => {
    const listener = vi.fn(() => bus.emit('a', 2));
    bus.once('a', listener);
    bus.emit('a', 1);
    expect(listener.mock.calls).toEqual([[1]]);
  });

  it('once calls the listener for one event, even if an earlier listener emits the next one', () => {
    const listener = vi.fn();
    bus.on('a', (n) => n < 3 && bus.emit('a', n + 1));
    bus.once('a', listener);
    bus.emit('a', 1);
    expect(listener.mock.calls).toEqual([[3]]);
  });

  it('a listener that an earlier listener removes during an event is not called any more', () => {
    const listener = vi.fn();
    const controller = new AbortController();
    bus.on('a', () => {
      remove();
      controller.abort();
      bus.off('a', other);
    });
    const remove = bus.on('a', () => listener('removed by its function'));
    bus.on('a', () => listener('removed by its signal'), { signal: controller.signal });
    const other = () => listener('removed by off()');
    bus.on('a', other);
    bus.emit('a', 1);
    expect(listener).not.toHaveBeenCalled();
  });

  it('off leaves nothing at the signal of the listener', () => {
    const { signal } = new AbortController();
    const removed = vi.spyOn(signal, 'removeEventListener');
    const listener = () => {};
    bus.on('a', listener, { signal });
    bus.off('a', listener);
    expect(removed).toHaveBeenCalledOnce();
  });

  it.each([undefined, null, 'text', {}])('on() names a listener that is no function: %s', (listener) => {
    expect(() => bus.on('a', listener as never)).toThrow(
      expect.objectContaining({
        code: 'XO_CONFIG_INVALID',
        message: 'unable to listen to "a"; the listener is no function',
      }),
    );
    bus.emit('a', 1);
    expect(thrown).toEqual([]);
  });

  it('takes null for missing options', async () => {
    const listener = vi.fn();
    bus.on('a', listener, null as never);
    const next = bus.once('a', null as never);
    bus.emit('a', 1);
    expect([await next, listener.mock.calls]).toEqual([1, [[1]]]);
  });

  it('a listener can remove itself during an event without affecting others', () => {
    const received: string[] = [];
    const off = bus.on('a', () => {
      received.push('once');
      off();
    });
    bus.on('a', () => received.push('always'));
    bus.emit('a', 1);
    bus.emit('a', 2);
    expect(received).toEqual(['once', 'always', 'always']);
  });

  it('a listener that is added twice is called twice, and each subscription is removed separately', () => {
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

  it('off removes all subscriptions of a listener and no others', () => {
    const [listener, other] = [vi.fn(), vi.fn()];
    bus.on('a', listener);
    bus.on('a', other);
    bus.once('a', listener);
    bus.off('a', listener);
    bus.emit('a', 1);
    expect(listener).not.toHaveBeenCalled();
    expect(other).toHaveBeenCalledTimes(1);
  });

  it('removing a listener twice, or one that was never added, does nothing', () => {
    const off = bus.on('a', () => {});
    off();
    off();
    bus.off('b', () => {});
  });

  it('does not throw if an event has no listeners, not even for "error"', () => {
    const errors = createEventBus<{ error: Error }>(() => {});
    expect(() => errors.emit('error', new Error('x'))).not.toThrow();
  });
});
