import { describe, expect, it } from 'vitest';
import { UnreadTracker } from '../../../src/widget/store/unread-tracker.js';
import { message } from '../../support/fake-chat-client.js';

const texts = (messages: { text: string }[]) => messages.map(({ text }) => text);

describe('UnreadTracker', () => {
  it('returns each message once, oldest first', () => {
    const arrivals = new UnreadTracker();
    const list = [message('a'), message('b')];
    expect(texts(arrivals.take(list))).toEqual(['a', 'b']);
    expect(arrivals.take(list)).toEqual([]);
    expect(texts(arrivals.take([...list, message('c')]))).toEqual(['c']);
  });

  it("omits the user's own messages", () => {
    const arrivals = new UnreadTracker();
    expect(arrivals.take([message('mine', { from: 'user' })])).toEqual([]);
  });

  it('ignores an older page of the history', () => {
    const arrivals = new UnreadTracker();
    const known = Array.from({ length: 30 }, (_, index) => message(`k${index}`));
    arrivals.ignore(known);
    expect(arrivals.take([message('old'), ...known])).toEqual([]);
  });

  it('finds an answer that is sorted before its question', () => {
    const arrivals = new UnreadTracker();
    const question = message('question', { from: 'user' });
    arrivals.take([question]);
    expect(texts(arrivals.take([message('answer'), question]))).toEqual(['answer']);
  });

  it('waits for the end of a stream', () => {
    const arrivals = new UnreadTracker();
    const stream = message('Hel', { streaming: true });
    expect(arrivals.take([stream])).toEqual([]);
    expect(texts(arrivals.take([{ ...stream, text: 'Hello', streaming: false }]))).toEqual(['Hello']);
  });

  it('costs the same in a long conversation', () => {
    const arrivals = new UnreadTracker();
    const known = Array.from({ length: 5000 }, (_, index) => message(`k${index}`));
    arrivals.ignore(known);
    let lookups = 0;
    const watched = new Proxy([...known, message('new')], {
      get(target, key, receiver) {
        if (typeof key === 'string' && /^\d+$/.test(key)) lookups++;
        return Reflect.get(target, key, receiver);
      },
    });
    expect(texts(arrivals.take(watched))).toEqual(['new']);
    expect(lookups).toBeLessThan(50);
  });
});
