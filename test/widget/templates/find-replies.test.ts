import { describe, expect, it } from 'vitest';
import { findReplies, newestReplyId, resolveReply } from '../../../src/widget/templates/find-replies.js';
import { toAction } from '../../../src/widget/templates/to-action.js';
import { message } from '../../support/fake-chat-client.js';

const bot = (id: string) => message('', { id });
const own = (id: string) => message(`said ${id}`, { id, from: 'user' });

const LIST = [own('a'), bot('b'), bot('c'), own('d'), bot('e'), own('f'), own('g'), bot('h')];

describe('findReplies', () => {
  it.each([
    ['b', ['said d', 'said f', 'said g']],
    ['c', ['said d', 'said f', 'said g']],
    ['e', ['said f', 'said g']],
    ['h', []],
    ['unknown', []],
  ])('returns for %s the texts of the user after it', (id, answers) => {
    expect(findReplies(id, LIST)).toEqual(answers);
  });

  it('returns the first 20 replies of a long conversation', () => {
    const answers = findReplies('q', [bot('q'), ...Array.from({ length: 500 }, (_, index) => own(`${index}`))]);
    expect(answers).toHaveLength(20);
    expect(answers[0]).toBe('said 0');
  });
});

describe('newestReplyId', () => {
  it.each([
    ['b', 'g'],
    ['e', 'g'],
    ['h', undefined],
  ])('is for %s the id of the last message of the user after it', (id, newest) => {
    expect(newestReplyId(id, LIST)).toBe(newest);
  });
});

describe('resolveReply', () => {
  const buy = (payload: unknown) =>
    toAction({ type: 'postback', title: 'Buy', payload }, 'carousel') as NonNullable<ReturnType<typeof toAction>>;

  it('returns the answer if it matches one payload or none', () => {
    expect(resolveReply('Buy', [buy('a'), buy('a')])).toBe('Buy');
    expect(resolveReply('b', [buy('a'), buy('b')])).toBe('b');
    expect(resolveReply('Hello', [buy('a'), buy('b')])).toBe('Hello');
    expect(resolveReply(undefined, [buy('a'), buy('b')])).toBeUndefined();
  });

  it('returns a blank text if it matches actions with different payloads', () => {
    expect(resolveReply('Buy', [buy('a'), buy('b')])).toBe('');
    expect(resolveReply('Buy', [buy({ id: 1 }), buy({ id: 2 })])).toBe('');
  });
});

describe.each([findReplies, newestReplyId])('%o', (search) => {
  it('searches from the end and stops at the message', () => {
    let reads = 0;
    const long = Array.from({ length: 100_000 }, (_, index) => bot(`m-${index}`));
    const counted = new Proxy(long, {
      get(target, key, receiver) {
        if (typeof key === 'string' && /^\d+$/.test(key)) reads++;
        return Reflect.get(target, key, receiver);
      },
    });
    search('m-99990', counted);
    expect(reads).toBe(10);
  });
});
