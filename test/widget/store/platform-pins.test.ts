import { beforeEach, describe, expect, it, vi } from 'vitest';

type Pins = typeof import('../../../src/widget/store/platform-pins.js');
let pins: Pins;

// Each test loads its own copy of the module, because pins cannot be undone.
beforeEach(async () => {
  vi.resetModules();
  pins = await import('../../../src/widget/store/platform-pins.js');
});

describe('platforms of a page', () => {
  it('are all allowed until some are pinned', () => {
    expect(pins.isAllowed('https://anything.example')).toBe(true);
    expect(pins.pinnedPlatforms()).toBeUndefined();
  });

  it('are then those, by origin, whatever path an address has', () => {
    pins.allow(['https://platform.example/api/1.1/']);
    expect(pins.pinnedPlatforms()).toEqual(['https://platform.example']);
    for (const same of ['https://platform.example', 'https://PLATFORM.example:443/api/', ' https://platform.example']) {
      expect(pins.isAllowed(same), same).toBe(true);
    }
    for (const other of [
      'https://evil.example',
      'https://platform.example.evil.example',
      'https://platform.example@evil.example',
      'https://platform.example:8443',
      'http://platform.example',
      'ws://platform.example',
      'wss://platform.example',
      '//platform.example',
      'platform.example',
      'javascript:0',
      '',
      undefined,
      null,
    ]) {
      expect(pins.isAllowed(other), `${other}`).toBe(false);
    }
  });

  it('grow with each call, and never shrink', () => {
    pins.allow(['https://a.example']);
    pins.allow(['https://b.example/api']);
    pins.allow([]);
    expect(pins.pinnedPlatforms()).toEqual(['https://a.example', 'https://b.example']);
  });

  it.each([
    ['no address', ['platform.example']],
    ['another scheme', ['ftp://platform.example']],
    ['nothing', ['']],
    ['a text in place of a list', 'https://platform.example'],
    ['undefined', undefined],
  ])('are applied, and the call throws, for %s', (_, platforms) => {
    expect(() => pins.allow(platforms as readonly string[])).toThrow(
      expect.objectContaining({ code: 'XO_CONFIG_INVALID' }),
    );
    expect(() => pins.allow(platforms as readonly string[])).toThrow('unable to pin platforms');
    // A mistake must not allow all platforms.
    expect(pins.isAllowed('https://platform.example')).toBe(false);
  });

  it('include the valid addresses of a list with an invalid one', () => {
    expect(() => pins.allow(['https://a.example', 'nonsense'])).toThrow(
      expect.objectContaining({ code: 'XO_CONFIG_INVALID' }),
    );
    expect(pins.isAllowed('https://a.example')).toBe(true);
  });

  it('notify a listener of changes, until it is removed', () => {
    const listener = vi.fn();
    const off = pins.onPinsChange(listener);
    pins.allow(['https://a.example']);
    off();
    pins.allow(['https://b.example']);
    expect(listener).toHaveBeenCalledTimes(1);
  });
});
