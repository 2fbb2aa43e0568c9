import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { templateFixtures } from '../../fixtures/templates/template-fixtures.js';
import { mutated } from '../../support/mutated-payload.js';
import { PARSERS } from './parsers.js';

const RUNS = 1000;

describe.each(Object.entries(PARSERS))('the parser of %s', (name, parse) => {
  const samples = Object.entries(templateFixtures(name));

  it.each(samples)('reads every field of the sample "%s"', (_, payload) => {
    expect(parse(payload)).toEqual({ ...payload, raw: payload });
  });

  it(`returns fields of the declared types for ${RUNS} invalid payloads`, () => {
    const payload = fc.constantFrom(...samples.map(([, sample]) => sample)).chain(mutated);
    fc.assert(
      fc.property(payload, (wrong) => {
        const { raw, ...read } = parse(wrong);
        expect(raw).toBe(wrong);
        // Parsing a valid template again must not change it, so every field has its declared type.
        expect(parse(read)).toEqual({ ...read, raw: read });
      }),
      { numRuns: RUNS },
    );
  });

  it('returns a template for values that are not payloads at all', () => {
    for (const nothing of [undefined, null, 0, 'text', [], [[]], () => {}]) {
      expect(parse(nothing).raw).toBe(nothing);
    }
  });
});
