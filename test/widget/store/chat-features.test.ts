import { describe, expect, it } from 'vitest';
import { readFeatures } from '../../../src/widget/store/chat-features.js';

const source = (attributes: Record<string, string>) => ({
  getAttribute: (name: string) => attributes[name] ?? null,
  features: null,
});

const DEFAULTS = { attachments: true, emoji: true, voice: false, notifications: false, branding: true };

describe('readFeatures', () => {
  it.each([
    [{}, {}],
    [
      { attachments: 'off', emoji: 'false', branding: 'off' },
      { attachments: false, emoji: false, branding: false },
    ],
    [
      { attachments: '', voice: '', notifications: '' },
      { voice: true, notifications: true },
    ],
    [{ voice: 'off' }, {}],
    [{ 'character-limit': '500' }, { characterLimit: 500 }],
    [{ 'character-limit': 'many' }, {}],
    [{ 'character-limit': '-1' }, {}],
  ])('reads %j', (attributes, expected) => {
    expect(readFeatures(source(attributes))).toEqual({ ...DEFAULTS, ...expected });
  });

  it('prefers the property', () => {
    const features = { emoji: true, characterLimit: 10 };
    expect(readFeatures({ ...source({ emoji: 'off', voice: '' }), features })).toEqual({
      ...DEFAULTS,
      ...features,
      voice: true,
    });
  });

  it('has defaults for a window without an element', () => {
    expect(readFeatures(undefined)).toEqual(DEFAULTS);
  });
});
