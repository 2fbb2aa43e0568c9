import { describe, expect, it, vi } from 'vitest';
import { listenToSignals } from '../../src/client/signals.js';
import { VirtualSignals } from '../simulation/virtual-signals.js';

describe('listenToSignals', () => {
  it.each(['online', 'offline', 'visibilitychange', 'pageshow', 'pagehide', 'resume', 'securitypolicyviolation'])(
    'hears %s',
    (name) => {
      const source = new VirtualSignals();
      const heard = vi.fn();
      listenToSignals(source, heard);
      source.emit(name);
      expect(heard.mock.calls).toEqual([[name]]);
    },
  );

  it('takes no notice of what the policy forbids beside sockets', () => {
    let listener: (event?: object) => void = () => {};
    const heard = vi.fn();
    const source = {
      addEventListener: (name: string, added: () => void) => {
        if (name === 'securitypolicyviolation') listener = added as typeof listener;
      },
      removeEventListener: () => {},
    };
    listenToSignals(source, heard);
    for (const blockedURI of ['https://elsewhere.test/a.png', 'inline', '']) listener({ blockedURI });
    expect(heard).not.toHaveBeenCalled();
    for (const blockedURI of ['wss://bots.test/rtm', 'ws://localhost:1']) listener({ blockedURI });
    expect(heard).toHaveBeenCalledTimes(2);
  });

  it('leaves no listener', () => {
    const source = new VirtualSignals();
    const stop = listenToSignals(source, () => {});
    expect(source.listening).toBe(7);
    stop();
    expect(source.listening).toBe(0);
  });

  it('takes no notice of a page that is hidden, and does of one that is seen again', () => {
    const source = Object.assign(new VirtualSignals(), { document: { visibilityState: 'hidden' } });
    const heard = vi.fn();
    listenToSignals(source, heard);
    source.emit('visibilitychange');
    expect(heard).not.toHaveBeenCalled();
    source.document.visibilityState = 'visible';
    source.emit('visibilitychange');
    expect(heard).toHaveBeenCalledOnce();
  });

  it('needs nothing of a runtime without events', () => {
    expect(() => listenToSignals({}, () => {})()).not.toThrow();
  });
});
