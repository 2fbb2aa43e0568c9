import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPayload } from '../../../src/widget/templates/read-payload.js';

const key = fc.constantFrom(
  'text',
  'title',
  'elements',
  'buttons',
  'type',
  'url',
  'payload',
  'Values',
  'image_url',
  '__proto__',
  'x',
);
const { payload } = fc.letrec((tie) => ({
  payload: fc.oneof(
    { maxDepth: 6 },
    fc.string(),
    fc.constantFrom(null, undefined, 0, true, 'javascript:alert(1)', 'web_url', 'postback', 'https://a.example'),
    fc.array(tie('payload'), { maxLength: 5 }),
    fc.dictionary(key, tie('payload'), { maxKeys: 6 }),
  ),
}));

describe('readPayload', () => {
  it('never throws, stays within its limits, and opens only safe addresses', () => {
    fc.assert(
      fc.property(payload, fc.constantFrom('button', 'list', 'anything', '__proto__', 'constructor'), (given, type) => {
        const { lines, actions } = readPayload(given, type);
        expect(lines.length).toBeLessThanOrEqual(60);
        expect(actions.length).toBeLessThanOrEqual(30);
        for (const action of actions)
          if (action.kind === 'open') expect(action.href).toMatch(/^(?:https?|mailto|tel):/);
        for (const line of lines) if (line.kind === 'picture') expect(line.src).toMatch(/^(?:https?|blob):/);
      }),
      { numRuns: 500 },
    );
  });

  it('handles payloads that are deep, wide or cyclic', () => {
    let deep: unknown = { title: 'bottom' };
    for (let level = 0; level < 100; level++) deep = { elements: [deep] };
    expect(readPayload(deep, 'x').lines).toEqual([]);

    const wide = { elements: Array.from({ length: 100_000 }, (_, index) => ({ title: `${index}`, x: {} })) };
    expect(readPayload(wide, 'x').lines).toHaveLength(60);

    // A hundred cycles per level: following each of them would take hours.
    const ring: Record<string, unknown> = { title: 'T' };
    ring.elements = Array.from({ length: 100 }, () => ring);
    expect(readPayload(ring, 'x').lines).toEqual([{ kind: 'title', text: 'T' }]);
  });
});
