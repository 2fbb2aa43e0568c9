import { describe, expect, it } from 'vitest';
import { decodeHistoryPage, readHistoryRecord } from '../../src/protocol/history-record.js';
import { wireFixture, wireFixtures } from '../fixtures/wire/wire-fixtures.js';

describe('readHistoryRecord', () => {
  it.each(wireFixtures('history-records'))('reads: $name ($source)', ({ frame, reads }) => {
    const page = decodeHistoryPage({ messages: [frame] })!;
    expect(readHistoryRecord(page.messages[0]!)).toEqual(reads);
  });

  it('reads the documented page in its order', () => {
    const { frame, reads } = wireFixture('guide', 'history answer');
    expect(decodeHistoryPage(frame)!.messages.map(readHistoryRecord)).toEqual(reads);
  });

  it('treats an author without a type as an agent, but not one with another type', () => {
    const from = (author: unknown) =>
      readHistoryRecord(decodeHistoryPage({ messages: [{ type: 'outgoing', author }] })!.messages[0]!).from;
    expect(from({ firstName: 'Ann' })).toBe('agent');
    expect(from({ firstName: 'Ann', type: 'AGENT' })).toBe('agent');
    expect(from({ firstName: 'Bo', type: 'BOT' })).toBe('bot');
    expect(from('Ann')).toBe('bot');
    expect(from(undefined)).toBe('bot');
  });

  it.each([
    { tags: null },
    { tags: 'x' },
    { tags: { altText: null } },
    { tags: { altText: [null] } },
    { tags: { altText: [{ value: 5n }] } },
    { components: [{ cT: 'text', data: null }] },
    { components: [{ cT: null, data: { text: {} } }] },
    { userMsgId: {} },
    { timestampValue: '5', createdOn: 5 },
    { author: null },
  ])('reads a record with invalid parts: %o', (part) => {
    const { messages } = decodeHistoryPage({ messages: [{ _id: 'ms-1', type: 'incoming', ...part }] })!;
    expect(messages).toHaveLength(1);
    expect(readHistoryRecord(messages[0]!)).toMatchObject({ from: 'user', serverId: 'ms-1', text: '', components: [] });
  });
});

describe('decodeHistoryPage', () => {
  it('returns the documented page unchanged', () => {
    const { frame } = wireFixture('guide', 'history answer');
    expect(decodeHistoryPage(frame)).toEqual(frame);
  });

  it.each([undefined, null, 5, 'x', [], {}, { messages: {} }, { errors: [{ msg: 'x', code: 1 }] }])(
    'returns undefined for an answer that is not a page: %o',
    (json) => {
      expect(decodeHistoryPage(json)).toBeUndefined();
    },
  );

  it('fills in missing parts and drops items that are not records', () => {
    expect(decodeHistoryPage({ messages: [{}, null, 'x', [], { _id: 5, components: 'x', extra: 1 }] })).toEqual({
      total: 2,
      moreAvailable: false,
      messages: [
        { _id: '', type: '', components: [] },
        { _id: '', type: '', components: [], extra: 1 },
      ],
    });
  });

  it('keeps total, moreAvailable and icon only if they have the right type', () => {
    const page = { total: 40, moreAvailable: true, icon: 'https://files.example/bot.png', messages: [] };
    expect(decodeHistoryPage(page)).toEqual(page);
    expect(decodeHistoryPage({ ...page, total: '40', icon: {} })).toEqual({
      total: 0,
      moreAvailable: true,
      messages: [],
    });
  });

  it('reads a record without an id as a message without serverId', () => {
    const [record] = decodeHistoryPage({ messages: [{ type: 'outgoing' }] })!.messages;
    expect(readHistoryRecord(record!).serverId).toBeUndefined();
  });
});
