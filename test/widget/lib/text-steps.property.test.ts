import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutText, ONE_STEP, SHOWN_AT_FIRST, shownAtFirst, weigh } from '../../../src/widget/lib/text-steps.js';
import { HOSTILE_KINDS, longAnswer } from '../../support/hostile-texts.js';

const kind = fc.constantFrom(...HOSTILE_KINDS);

describe('cutText', () => {
  it('cuts a text into steps that stay within the limit and join to the text', () => {
    fc.assert(
      fc.property(kind, fc.integer({ min: 0, max: 30_000 }), ({ make }, length) => {
        const text = make(length);
        for (let from = 0; from < text.length; ) {
          const end = cutText(text, from, ONE_STEP);
          expect(end).toBeGreaterThan(from);
          const step = text.slice(from, end);
          expect(step.length).toBeLessThanOrEqual(ONE_STEP.characters);
          expect(weigh(step)).toBeLessThanOrEqual(ONE_STEP.weight);
          from = end;
        }
      }),
    );
  });

  it('cuts a streamed text at the same positions as the whole text', () => {
    fc.assert(
      fc.property(kind, fc.integer({ min: 20_100, max: 40_000 }), ({ make }, length) => {
        const text = make(50_000);
        expect(shownAtFirst(text.slice(0, length))).toBe(shownAtFirst(text));
      }),
    );
  });

  it('never splits a surrogate pair, or a combining mark from its character', () => {
    const text = '👩🏽‍👩🏿‍👧‍👦e\u0301\u0302'.repeat(2_000);
    for (let characters = 100; characters < 140; characters++) {
      const end = cutText(text, 0, { weight: Number.POSITIVE_INFINITY, characters });
      expect(text.slice(end, end + 2)).not.toMatch(/^(?:[\udc00-\udfff]|\p{M}|\p{Cf})/u);
    }
  });

  it('cuts after a line, else after a word', () => {
    const limit = { weight: 1_000, characters: 20 };
    expect(cutText('a few words\nand others on the next line', 0, limit)).toBe('a few words\n'.length);
    expect(cutText('a few words and others on one line', 0, limit)).toBe('a few words and '.length);
    expect(cutText('short', 0, limit)).toBe(5);
  });
});

describe('shownAtFirst', () => {
  it('returns all of an answer of 12,000 characters with lists, tables and code', () => {
    const answer = longAnswer(12_000);
    expect(shownAtFirst(answer)).toBe(answer);
  });

  it('returns at most 20,000 characters of any text', () => {
    for (const { make } of HOSTILE_KINDS) {
      const shown = shownAtFirst(make(50_000));
      expect(shown.length).toBeLessThanOrEqual(SHOWN_AT_FIRST.characters);
      expect(shown.length).toBeGreaterThan(1_000);
    }
  });
});
