import { describe, expect, it, vi } from 'vitest';
import { listenToSignals } from '../../src/client/signals.js';
import { VirtualSignals } from '../proof/virtual-signals.js';

describe('listenToSignals', () => {
  it.each(['online', 'offline', 'visibilitychange', 'pageshow'])('hears %s', (name) => {
    const source = new VirtualSignals();
    const heard = vi.fn();
    listenToSignals(source, heard);
    source.emit(name);
    expect(heard.mock.calls).toEqual([[name]]);
  });

  it('leaves no listener', () => {
    const source = new VirtualSignals();
    const stop = listenToSignals(source, () => {});
    expect(source.listening).toBe(4);
    stop();
    expect(source.listening).toBe(0);
  });

  it('needs nothing of a runtime without events', () => {
    expect(() => listenToSignals({}, () => {})()).not.toThrow();
  });
});
