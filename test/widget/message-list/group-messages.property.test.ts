import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../../src/conversation/chat-message.js';
import { groupMessages } from '../../../src/widget/message-list/group-messages.js';
import { countUnchanged } from '../../../src/widget/message-list/virtual-list.js';
import { message } from '../../support/fake-chat-client.js';

const one = fc
  .record({
    from: fc.constantFrom<ChatMessage['from'][]>('user', 'bot', 'agent', 'system'),
    gapMinutes: fc.integer({ min: 0, max: 900 }),
  })
  .map(({ from, gapMinutes }) => ({ from, gapMs: gapMinutes * 60_000 }));

const list = fc.array(one, { maxLength: 40 }).map((entries) => {
  let createdAt = Date.UTC(2025, 0, 1);
  return entries.map(({ from, gapMs }) => {
    createdAt += gapMs;
    return message('x', { from, createdAt });
  });
});

describe('groupMessages', () => {
  it('neither loses, duplicates nor reorders messages', () => {
    fc.assert(
      fc.property(list, (messages) => {
        expect(groupMessages(messages).flatMap((group) => group.messages)).toEqual(messages);
      }),
    );
  });

  it('returns the same groups with and without the previous ones, wherever the list has changed', () => {
    fc.assert(
      fc.property(list, fc.nat(), fc.nat(), fc.boolean(), (messages, from, to, replace) => {
        const [low, high] = [from % (messages.length + 1), to % (messages.length + 1)].sort((a, b) => a - b);
        const before = groupMessages(messages.slice(low, high));
        const now = replace ? messages.map((each) => ({ ...each })) : messages;
        expect(groupMessages(now, before)).toEqual(groupMessages(now));
        expect(groupMessages(now, before, countUnchanged(now, before))).toEqual(groupMessages(now));
      }),
    );
  });
});
