import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeHistoryPage, readHistoryRecord } from '../../src/protocol/history-record.js';

const loose = fc.jsonValue({ maxDepth: 2 });
const record = fc.record(
  {
    _id: fc.oneof(fc.string(), loose),
    type: fc.oneof(fc.constantFrom('incoming', 'outgoing'), loose),
    components: fc.oneof(
      fc.array(
        fc.oneof(loose, fc.record({ cT: loose, data: fc.oneof(loose, fc.record({ text: loose, fileId: loose })) })),
      ),
      loose,
    ),
    createdOn: loose,
    timestampValue: loose,
    userMsgId: loose,
    author: fc.oneof(loose, fc.record({ firstName: loose, lastName: loose, type: loose })),
    tags: fc.oneof(loose, fc.record({ altText: fc.oneof(loose, fc.array(fc.record({ value: loose }))) })),
  },
  { requiredKeys: [] },
);

describe('history', () => {
  it('reads each record of any page as one message', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(record, loose)), fc.dictionary(fc.string(), loose), (messages, rest) => {
        const objects = messages.filter((one) => typeof one === 'object' && one !== null && !Array.isArray(one));
        const page = decodeHistoryPage({ ...rest, messages })!;
        expect(page.messages).toHaveLength(objects.length);
        for (const message of page.messages.map(readHistoryRecord)) {
          expect(['user', 'bot', 'agent']).toContain(message.from);
          expect(message.text).toBeTypeOf('string');
          expect(['undefined', 'string']).toContain(typeof message.serverId);
          expect(['undefined', 'string', 'number']).toContain(typeof message.clientMessageId);
          if (message.createdAt !== undefined) expect(message.createdAt).toSatisfy(Number.isFinite);
          if (message.author) expect(message.author.name).toBeTypeOf('string');
        }
      }),
      { numRuns: 500 },
    );
  });

  it('never throws for any value', () => {
    fc.assert(
      fc.property(fc.anything(), (json) => {
        const page = decodeHistoryPage(json);
        if (page) expect(Array.isArray(page.messages)).toBe(true);
      }),
    );
  });

  it('never unwraps the text of the user', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ minLength: 1 }), fc.json()), (text) => {
        const components = [{ cT: 'text', data: { text } }];
        expect(readHistoryRecord({ _id: 'ms-1', type: 'incoming', components })).toMatchObject({
          text,
          components: [{ type: 'text', text }],
        });
      }),
    );
  });
});
