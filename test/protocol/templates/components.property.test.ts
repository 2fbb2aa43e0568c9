import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../../src/protocol/unwrap.js';
import { templateFixtures } from '../../fixtures/templates/template-fixtures.js';
import { checkContent } from '../../support/check-content.js';
import { mutated } from '../../support/mutated-payload.js';
import { COMPONENTS } from './components.js';

const RUNS = 1000;

/** The same component as it arrives in a frame, and as the history holds it. */
const itemsOf = (component: unknown) => [
  { type: 'text', component, cInfo: { body: '' } } as never,
  { type: 'text', cInfo: { body: JSON.stringify(component) ?? '' } },
];

describe.each(COMPONENTS)('a message that is a component: %s', (file) => {
  const samples = Object.values(templateFixtures(file));

  it.each(samples)('is read alike from a frame and from the history', (sample) => {
    const [live, stored] = itemsOf(sample).map((item) => unwrap([item]));
    expect(live).toEqual(stored);
    expect(live?.components).toHaveLength(1);
    expect(live?.components[0]?.type).not.toBe('unknown');
  });

  it(`contains nothing that was not sent, for ${RUNS} invalid components`, () => {
    const component = fc.constantFrom(...samples).chain(mutated);
    fc.assert(
      fc.property(component, (wrong) => {
        for (const item of itemsOf(wrong)) checkContent(unwrap([item]), [item]);
      }),
      { numRuns: RUNS },
    );
  });
});
