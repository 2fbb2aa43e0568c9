import { describe, expect, it } from 'vitest';
import { answerTo } from '../../../src/widget/templates/answer-to.js';
import { message } from '../../support/fake-chat-client.js';

const bot = (id: string) => message('', { id });
const own = (id: string) => message('', { id, from: 'user' });

describe('answerTo', () => {
  const list = [own('a'), bot('b'), bot('c'), own('d'), bot('e'), own('f'), own('g'), bot('h')];

  it.each([
    ['b', 'd'],
    ['c', 'd'],
    ['e', 'f'],
    ['h', undefined],
    ['unknown', undefined],
  ])('is for %s the next own message', (id, answer) => {
    expect(answerTo(id, list)?.id).toBe(answer);
  });

  it('looks no further than the message, from the end', () => {
    let looks = 0;
    const long = Array.from({ length: 100_000 }, (_, index) => bot(`m-${index}`));
    const counted = new Proxy(long, {
      get(target, key, receiver) {
        if (typeof key === 'string' && /^\d+$/.test(key)) looks++;
        return Reflect.get(target, key, receiver);
      },
    });
    expect(answerTo('m-99990', counted)).toBeUndefined();
    expect(looks).toBe(10);
  });
});
