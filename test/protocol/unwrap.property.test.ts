import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HistoryRecord } from '../../src/protocol/history.js';
import { readHistoryRecord } from '../../src/protocol/history-record.js';
import type { WireMessage } from '../../src/protocol/inbound.js';
import { readBotResponse } from '../../src/protocol/live-message.js';
import { unwrap } from '../../src/protocol/unwrap.js';
import { checkContent } from '../support/check-content.js';

const TOKENS = [
  'type',
  'payload',
  'template',
  'template_type',
  'text',
  'formData',
  'formLink',
  'error',
  'image',
  'url',
  'button',
];
const word = fc.oneof(fc.constantFrom(...TOKENS), fc.string());

/** JSON that resembles messages, with JSON strings at any depth. */
const { wild } = fc.letrec<{ wild: unknown; packed: unknown }>((tie) => ({
  wild: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    word,
    fc.jsonValue({ maxDepth: 1 }),
    fc.dictionary(fc.constantFrom(...TOKENS), tie('wild'), { maxKeys: 4 }),
    fc.array(tie('wild'), { maxLength: 3 }),
    tie('packed'),
  ),
  packed: tie('wild').map((value) => JSON.stringify(value) ?? ''),
}));
const wildItem: fc.Arbitrary<WireMessage> = fc.record(
  { type: fc.string(), component: wild, cInfo: fc.record({ body: wild }, { requiredKeys: [] }) },
  { requiredKeys: [] },
);

const text = fc.string({ minLength: 1 }).filter((value) => !/^\s*\{/.test(value));
const url = fc.webUrl();
const component = fc.oneof(
  fc.record({ type: fc.constant('text'), payload: fc.record({ text }) }),
  fc.record({ type: fc.constant('error'), payload: fc.record({ text, color: fc.string() }) }),
  fc.record({
    type: fc.constantFrom('image', 'audio', 'video', 'link', 'document', 'file'),
    payload: fc.record({ url, name: text }),
  }),
  fc.record({ type: fc.constant('message'), payload: fc.record({ text, videoUrl: url }) }),
  fc.record({
    type: fc.constant('template'),
    payload: fc.record({
      template_type: fc.constantFrom('button', 'list', 'live_agent', 'hologram'),
      text,
      // Normalised by way of JSON, which does not preserve -0.
      buttons: fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown),
    }),
  }),
  fc.record({ type: fc.constant('template'), payload: fc.record({ formData: fc.record({ formLink: url }) }) }),
);

/** A component, and the same one in up to three wrappers, each an object, JSON or escaped JSON. */
const pair = fc
  .tuple(component, fc.array(fc.constantFrom('object', 'json', 'escaped'), { maxLength: 3 }))
  .map(([inner, wrappers]) => {
    const outer = wrappers.reduce<unknown>((payload, wrapper) => {
      const json = JSON.stringify(payload);
      // Not escaped twice, because the platform escapes at most one level.
      const escaped = json.includes('&quot;') ? json : json.replaceAll('"', '&quot;');
      return { type: 'template', payload: wrapper === 'object' ? payload : wrapper === 'json' ? json : escaped };
    }, inner);
    return { inner, outer };
  });
const packed = pair.map(({ outer }) => outer);

describe('unwrap', () => {
  it('accepts any items and returns bounded content', () => {
    fc.assert(
      fc.property(fc.array(wildItem, { maxLength: 5 }), (items) => checkContent(unwrap(items), items)),
      { numRuns: 1000 },
    );
  });

  it('does not modify its input', () => {
    fc.assert(
      fc.property(fc.array(wildItem, { maxLength: 3 }), (items) => {
        const before = JSON.stringify(items);
        unwrap(items);
        expect(JSON.stringify(items)).toBe(before);
      }),
    );
  });

  it('returns the same content for any nesting and encoding', () => {
    fc.assert(
      fc.property(pair, ({ inner, outer }) => {
        const read = unwrap([{ component: inner }]);
        expect(read.components).toHaveLength(1);
        expect(unwrap([{ component: outer }])).toEqual(read);
        expect(unwrap([{ component: JSON.stringify(outer) }])).toEqual(read);
        expect(unwrap([{ cInfo: { body: JSON.stringify(outer) } }])).toEqual(read);
      }),
    );
  });
});

describe('a live frame and its history record', () => {
  it('yield the same message', () => {
    const cases = fc.record({
      parts: fc.array(fc.oneof(fc.record({ component: packed }), fc.record({ text })), { minLength: 1, maxLength: 4 }),
      messageId: fc.uuid().map((id) => `ms-${id}`),
      timestamp: fc.integer({ min: 1e12, max: 2e12 }),
      agent: fc.boolean(),
    });
    fc.assert(
      fc.property(cases, ({ parts, messageId, timestamp, agent }) => {
        const author = agent ? { author: { firstName: 'Ann', type: 'AGENT' } } : {};
        const live = readBotResponse({
          type: 'bot_response',
          messageId,
          timestamp,
          ...author,
          message: parts.map((part) =>
            'text' in part
              ? { type: 'text', cInfo: { body: part.text } }
              : { type: 'text', component: part.component, cInfo: { body: JSON.stringify(part.component) } },
          ),
        });
        const stored = readHistoryRecord({
          _id: messageId,
          type: 'outgoing',
          timestampValue: timestamp,
          createdOn: new Date(timestamp).toISOString(),
          ...author,
          components: parts.map((part) => ({
            cT: 'text',
            data: { text: 'text' in part ? part.text : JSON.stringify(part.component) },
          })),
        } satisfies HistoryRecord);
        expect(stored).toEqual(live);
      }),
    );
  });
});
