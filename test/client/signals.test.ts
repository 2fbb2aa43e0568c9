import { describe, expect, it, vi } from 'vitest';
import { listenToSignals } from '../../src/client/signals.js';
import { VirtualSignals } from '../proof/virtual-signals.js';

describe('listenToSignals', () => {
  it.each(['online', 'offline', 'visibilitychange', 'pageshow', 'pagehide', 'resume', 'securitypolicyviolation'])(
    'reports %s',
    (name) => {
      const source = new VirtualSignals();
      const onSignal = vi.fn();
      listenToSignals(source, onSignal);
      source.emit(name);
      expect(onSignal.mock.calls).toEqual([[name]]);
    },
  );

  it('ignores policy violations that are not about sockets', () => {
    let listener: (event?: object) => void = () => {};
    const onSignal = vi.fn();
    const source = {
      addEventListener: (name: string, added: () => void) => {
        if (name === 'securitypolicyviolation') listener = added as typeof listener;
      },
      removeEventListener: () => {},
    };
    listenToSignals(source, onSignal);
    for (const blockedURI of ['https://elsewhere.test/a.png', 'inline', '']) listener({ blockedURI });
    expect(onSignal).not.toHaveBeenCalled();
    for (const blockedURI of ['wss://bots.test/rtm', 'ws://localhost:1']) listener({ blockedURI });
    expect(onSignal).toHaveBeenCalledTimes(2);
  });

  it('removes its listeners', () => {
    const source = new VirtualSignals();
    const stop = listenToSignals(source, () => {});
    expect(source.listening).toBe(7);
    stop();
    expect(source.listening).toBe(0);
  });

  it('ignores visibilitychange of a hidden page', () => {
    const source = Object.assign(new VirtualSignals(), { document: { visibilityState: 'hidden' } });
    const onSignal = vi.fn();
    listenToSignals(source, onSignal);
    source.emit('visibilitychange');
    expect(onSignal).not.toHaveBeenCalled();
    source.document.visibilityState = 'visible';
    source.emit('visibilitychange');
    expect(onSignal).toHaveBeenCalledOnce();
  });

  it('works in a runtime without events', () => {
    expect(() => listenToSignals({}, () => {})()).not.toThrow();
  });
});
