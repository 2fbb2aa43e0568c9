import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Colour, contrast, readColour } from '../../../src/widget/store/colour.js';
import { readTheme } from '../../../src/widget/store/platform-theme.js';

const channel = fc.integer({ min: 0, max: 255 });
const colour = fc
  .tuple(channel, channel, channel)
  .map((parts) => `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`);
const maybe = fc.oneof({ weight: 4, arbitrary: colour }, { weight: 1, arbitrary: fc.anything() });

const theme = fc.record({
  v3: fc.record({
    general: fc.record({ colors: fc.record({ primary: maybe, primary_text: maybe }) }),
    body: fc.record({
      background: fc.record({ color: maybe }),
      user_message: fc.record({ bg_color: maybe, color: maybe }),
      bot_message: fc.record({ bg_color: maybe, color: maybe }),
    }),
  }),
});

/** Default colours of a light window. */
const DEFAULTS = { surface: '#fff', bubble: '#f0f2f6', text: '#161a22' };

it('keeps texts readable, whatever the platform sends', () => {
  fc.assert(
    fc.property(theme, (each) => {
      const tokens = new Map(readTheme(each));
      const value = (name: string): Colour | undefined => {
        const written = /^rgb\((\d+) (\d+) (\d+)\)$/.exec(tokens.get(`--_light-${name}`) ?? '');
        if (written) return written.slice(1).map(Number) as unknown as Colour;
        return readColour(DEFAULTS[name as keyof typeof DEFAULTS]);
      };
      for (const [word, ground] of [
        ['on-accent', 'accent'],
        ['text', 'surface'],
        ['text', 'bubble'],
        ['link', 'surface'],
        ['link', 'bubble'],
      ] as const) {
        const [over, under] = [value(word), value(ground)];
        if (over && under) expect(contrast(over, under), `${word} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
      expect(tokens.has('--_light-accent')).toBe(tokens.has('--_light-on-accent'));
    }),
  );
});

it('accepts any answer, and only returns colours', () => {
  fc.assert(
    fc.property(fc.anything(), (answer) => {
      for (const [name, value] of readTheme(answer)) {
        expect(name).toMatch(/^--_(light|dark)-[a-z-]+$/);
        expect(value).toMatch(/^rgb\(\d{1,3} \d{1,3} \d{1,3}\)$/);
      }
    }),
  );
});
