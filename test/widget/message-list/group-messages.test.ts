import { describe, expect, it } from 'vitest';
import { groupMessages } from '../../../src/widget/message-list/group-messages.js';
import { message } from '../../support/fake-chat-client.js';

const NOON = new Date(2025, 10, 20, 12).getTime();
const minutes = (count: number) => NOON + count * 60_000;
const shape = (groups: ReturnType<typeof groupMessages>) =>
  groups.map((group) => group.messages.map(({ text }) => text));

describe('groupMessages', () => {
  it('groups consecutive messages of one author', () => {
    const groups = groupMessages([
      message('a', { createdAt: minutes(0) }),
      message('b', { createdAt: minutes(1) }),
      message('c', { createdAt: minutes(2), from: 'user' }),
      message('d', { createdAt: minutes(3), from: 'user' }),
      message('e', { createdAt: minutes(10), from: 'user' }),
    ]);
    expect(shape(groups)).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  });

  it('separates two agents', () => {
    const agent = (name: string) => message(name, { from: 'agent', author: { name }, createdAt: NOON });
    expect(shape(groupMessages([agent('Mira'), agent('Mira'), agent('Tom')]))).toEqual([['Mira', 'Mira'], ['Tom']]);
  });

  it('splits a long monologue into groups of limited size', () => {
    const groups = groupMessages(Array.from({ length: 30 }, () => message('line', { createdAt: NOON })));
    expect(groups.map(({ messages }) => messages.length)).toEqual([12, 12, 6]);
  });

  it('groups messages without a valid time', () => {
    const lost = { createdAt: Number.NaN };
    const groups = groupMessages([message('a', { createdAt: NOON }), message('b', lost), message('c', lost)]);
    expect(groups.map(({ newDay }) => newDay)).toEqual(groups.map((_, index) => index < 2));
  });

  it('starts a group with each day', () => {
    const midnight = new Date(2025, 10, 21).getTime();
    const groups = groupMessages([
      message('late', { createdAt: midnight - 1000 }),
      message('early', { createdAt: midnight + 1000 }),
      message('reply', { createdAt: midnight + 2000, from: 'user' }),
    ]);
    expect(groups.map(({ newDay }) => newDay)).toEqual([true, true, false]);
  });

  it('keeps unchanged groups', () => {
    const list = Array.from({ length: 20 }, (_, index) =>
      message(`${index}`, { from: index % 2 ? 'user' : 'bot', createdAt: minutes(index) }),
    );
    const before = groupMessages(list);
    const longer = groupMessages([...list, message('new', { from: 'user', createdAt: minutes(20) })], before);
    expect(longer.slice(0, 19)).toEqual(before.slice(0, 19));
    for (let index = 0; index < 19; index++) expect(longer[index]).toBe(before[index]);
    expect(shape(longer).at(-1)).toEqual(['19', 'new']);

    const changed = [...list];
    changed[4] = { ...list[4]!, text: 'other' };
    const after = groupMessages(changed, before);
    expect(after.map((group, index) => group === before[index])).toEqual(list.map((_, index) => index !== 4));

    const older = message('older', { from: 'user', createdAt: minutes(-30) });
    const grown = groupMessages([older, ...list], before);
    // Only the first group changes, because the day now begins further up.
    expect(grown.slice(2).every((group, index) => group === before[index + 1])).toBe(true);
  });
});
