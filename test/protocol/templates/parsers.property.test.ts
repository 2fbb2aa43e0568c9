import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { templateFixtures } from '../../fixtures/templates/template-fixtures.js';
import { mutated } from '../../support/mutated-payload.js';
import { PARSERS } from './parsers.js';

const RUNS = 1000;

describe.each(Object.entries(PARSERS))('the parser of %s', (name, parse) => {
  const samples = Object.entries(templateFixtures(name));

  it.each(samples)('loses nothing of the sample "%s"', (_, payload) => {
    expect(parse(payload)).toEqual({ ...payload, raw: payload });
  });

  it(`gives what it promises for ${RUNS} payloads with mistakes`, () => {
    const payload = fc.constantFrom(...samples.map(([, sample]) => sample)).chain(mutated);
    fc.assert(
      fc.property(payload, (wrong) => {
        const { raw, ...read } = parse(wrong);
        expect(raw).toBe(wrong);
        // What is right stays as it is: so everything it gave has the type that it looks for.
        expect(parse(read)).toEqual({ ...read, raw: read });
      }),
      { numRuns: RUNS },
    );
  });

  it('gives something for what is no payload at all', () => {
    for (const nothing of [undefined, null, 0, 'text', [], [[]], () => {}]) {
      expect(parse(nothing).raw).toBe(nothing);
    }
  });
});
