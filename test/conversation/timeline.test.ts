import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChatMessage } from '../../src/conversation/chat-message.js';
import { mergeRun } from '../../src/conversation/merge-run.js';
import { createTimeline, isMessage, type Timeline } from '../../src/conversation/timeline.js';
import type { MessageComponent } from '../../src/protocol/component.js';
import { chatMessage, idsOf, received } from '../support/messages.js';

const MINUTE_MS = 60_000;
let timeline: Timeline;
let changes: (string | undefined)[];

beforeEach(() => {
  changes = [];
  timeline = createTimeline((message) => changes.push(message?.id));
});
afterEach(() => void vi.restoreAllMocks());

const append = (...ids: string[]) => {
  for (const id of ids) timeline.insert(timeline.confirmed, timeline.confirmed.length, { message: chatMessage(id) });
};
const ids = () => idsOf(timeline.snapshot).join('');

/** Merges records with these ids. @returns the ids of the new ones */
const merge = (run: Iterable<string>, after = timeline.confirmed.at(-1)) =>
  mergeRun(
    timeline,
    [...run].map((id) => received(id)),
    ({ serverId }) => chatMessage(serverId!),
    () => {},
    after,
  )
    .map(({ message }) => message.id)
    .join('');

it('shows a message that was removed from the list again, as a new one, when the history has it', () => {
  append('a', 'b');
  const removed = timeline.get('b')!;
  timeline.update(removed, { status: 'failed' });
  timeline.remove(timeline.confirmed, removed);
  expect(merge('ab')).toBe('b');
  expect([ids(), timeline.get('b') === removed]).toEqual(['ab', false]);
});

describe('the snapshot', () => {
  it('contains the confirmed messages, then the queue', () => {
    timeline.insert(timeline.queue, 0, { message: chatMessage('z') });
    append('a', 'b');
    expect(ids()).toBe('abz');
  });

  it('is the same object until something changes', () => {
    append('a');
    const { snapshot } = timeline;
    expect(timeline.snapshot).toBe(snapshot);
    append('b');
    expect(timeline.snapshot).not.toBe(snapshot);
    expect(idsOf(snapshot)).toEqual(['a']);
  });

  it('has a new object for a changed message and the same ones for the others', () => {
    append('a', 'b');
    const [a, b] = timeline.snapshot;
    timeline.update(timeline.get('b')!, { text: 'new' });
    expect(timeline.snapshot[0]).toBe(a);
    expect(timeline.snapshot[1]).not.toBe(b);
    expect(b!.text).toBe('b');
  });

  it('is new when onChange is called', () => {
    const seen: number[] = [];
    const observed = createTimeline(() => seen.push(observed.snapshot.length));
    const entry = { message: chatMessage('a') };
    observed.insert(observed.confirmed, 0, entry);
    observed.remove(observed.confirmed, entry);
    expect(seen).toEqual([1, 0]);
  });
});

describe('changes', () => {
  it('are reported with the message, removals without', () => {
    append('a');
    const entry = timeline.get('a')!;
    timeline.update(entry, { status: 'read' });
    expect(timeline.remove(timeline.confirmed, entry)).toBe(true);
    expect(timeline.remove(timeline.confirmed, entry)).toBe(false);
    timeline.append({ message: chatMessage('b') });
    // Without a message: not news.
    timeline.insert(timeline.confirmed, 0, { message: chatMessage('old') });
    expect(changes).toEqual([undefined, 'a', undefined, undefined, 'b', undefined]);
  });
});

describe('a record', () => {
  /** Adds a message that came without the platform's id. */
  const addWithoutId = (id: string, fields: Partial<ChatMessage> = {}, time = 0) => {
    const entry = { message: chatMessage(id, { text: 'Hi', ...fields }) };
    timeline.insert(timeline.confirmed, timeline.confirmed.length, entry);
    timeline.unmatched.set(entry, time);
  };
  /** Merges a record. @returns the ids in the list */
  const listAfter = (...[id, fields]: Parameters<typeof received>) => {
    mergeRun(
      timeline,
      [received(id, fields)],
      ({ serverId }) => chatMessage(serverId!),
      () => {},
      timeline.confirmed.at(-1),
    );
    return ids();
  };

  it.each([17, '17'])('matches a message by its clientMessageId, %j', (clientMessageId) => {
    timeline.insert(timeline.confirmed, 0, { message: chatMessage('17', { from: 'user' }) });
    expect(listAfter('m', { from: 'user', clientMessageId })).toBe('17');
    expect(timeline.get('m')).toBe(timeline.get(17));
  });

  it('matches a message by side, text and time if it has no id', () => {
    addWithoutId('a', {}, 20 * MINUTE_MS);
    expect(listAfter('m', { text: 'Hi', createdAt: 21 * MINUTE_MS })).toBe('a');
  });

  it('of the bot matches a message of an agent', () => {
    addWithoutId('a', { from: 'agent' });
    expect(listAfter('m', { text: 'Hi' })).toBe('a');
  });

  it.each([
    ['text', { text: 'Hi!' }],
    ['side', { text: 'Hi', from: 'user' as const }],
    ['time', { text: 'Hi', createdAt: 80 * MINUTE_MS }],
    ['number', { text: 'Hi', clientMessageId: 18 }],
  ])('is another message if its %s differs', (_, fields) => {
    addWithoutId('a', {}, 20 * MINUTE_MS);
    expect(listAfter('m', fields)).toBe('am');
  });

  it('matches equal messages one by one, in order', () => {
    addWithoutId('a');
    addWithoutId('b');
    for (const id of ['m', 'n']) expect(listAfter(id, { text: 'Hi' })).toBe('ab');
    expect(listAfter('o', { text: 'Hi' })).toBe('abo');
    expect([timeline.get('m'), timeline.get('n')]).toEqual([timeline.get('a'), timeline.get('b')]);
  });
});

describe('a run of the history', () => {
  it.each([
    ['is merged into an empty list', '', 'abc', 'abc'],
    ['changes nothing if it is known', 'abc', 'abc', 'abc'],
    ['is inserted in the middle', 'ad', 'abcd', 'abcd'],
    ['is inserted before the first message', 'cd', 'abc', 'abcd'],
    ['is appended after the last message', 'ab', 'bcd', 'abcd'],
    ['is inserted in several places', 'bd', 'abcde', 'abcde'],
    ['determines the order', 'bca', 'abc', 'abc'],
    ['is appended if it contains no known message', 'ab', 'cd', 'abcd'],
  ])('%s', (_, before, run, result) => {
    append(...before);
    expect(merge(run)).toBe([...run].filter((id) => !before.includes(id)).join(''));
    expect(ids()).toBe(result);
    expect(merge(run)).toBe('');
    expect(ids()).toBe(result);
  });

  it('keeps messages that it does not contain', () => {
    append('a', 'x', 'b');
    merge('abc');
    expect([...ids()].sort().join('')).toBe('abcx');
    expect(ids().replace('x', '')).toBe('abc');
  });

  it('goes to the front if it contains no known message and is older', () => {
    append('c', 'd');
    mergeRun(
      timeline,
      [received('a'), received('b')],
      ({ serverId }) => chatMessage(serverId!),
      () => {},
    );
    expect(ids()).toBe('abcd');
  });

  it('goes before a newer message from a frame, although it contains an own message after that', () => {
    timeline.append({ message: chatMessage('later'), serverTime: 2_000 });
    timeline.append({ message: chatMessage('own') });
    mergeRun(
      timeline,
      [received('missed', { createdAt: 1_000 }), received('own', { createdAt: 1_500 })],
      ({ serverId }) => chatMessage(serverId!),
      () => {},
    );
    expect(timeline.snapshot.map(({ id }) => id)).toEqual(['missed', 'later', 'own']);
  });

  it('without a known message goes after an older message that came while it was read', () => {
    timeline.append({ message: chatMessage('older'), serverTime: 1_000 });
    timeline.append({ message: chatMessage('newer'), serverTime: 3_000 });
    mergeRun(
      timeline,
      [received('read', { createdAt: 2_000 })],
      ({ serverId }) => chatMessage(serverId!),
      () => {},
    );
    expect(timeline.snapshot.map(({ id }) => id)).toEqual(['older', 'read', 'newer']);
  });

  it('leaves messages between two of its records whose own records are not visible yet', () => {
    for (const time of [2_000, 3_000]) timeline.append({ message: chatMessage(`frame ${time}`), serverTime: time });
    mergeRun(
      timeline,
      [received('old', { createdAt: 1_000 }), received('new', { createdAt: 4_000 })],
      ({ serverId }) => chatMessage(serverId!),
      () => {},
    );
    expect(timeline.snapshot.map(({ id }) => id)).toEqual(['old', 'frame 2000', 'frame 3000', 'new']);
  });

  it('looks once at the messages without a record, however many records it has', () => {
    for (let n = 0; n < 1_000; n++) {
      const message = chatMessage(`own ${n}`, { from: 'user', text: 'Yes' });
      timeline.unmatched.set(timeline.append({ message }), n);
    }
    const keys = vi.spyOn(timeline.unmatched, 'keys');
    merge(Array.from({ length: 1_000 }, (_, n) => `record ${n}`));
    expect(keys).toHaveBeenCalledTimes(1);
  });

  it('goes before the queue', () => {
    append('a');
    timeline.insert(timeline.queue, 0, { message: chatMessage('z') });
    merge('ab');
    expect(ids()).toBe('abz');
  });
});

describe('a redelivered message from before the cursor', () => {
  it('goes before live messages, even if those have no time yet', () => {
    for (const id of ['own', 'other']) timeline.append({ message: chatMessage(id) });
    timeline.append({ message: chatMessage('second'), serverTime: 2_000 }, true);
    timeline.append({ message: chatMessage('third'), serverTime: 3_000 }, true);
    timeline.append({ message: chatMessage('first'), serverTime: 1_000 }, true);
    expect(timeline.snapshot.map(({ id }) => id)).toEqual(['first', 'second', 'third', 'own', 'other']);
  });
});

describe('cost', () => {
  /** Counts the entries that `work` writes into maps. */
  function writes(work: () => void): number {
    const set = vi.spyOn(Map.prototype, 'set');
    work();
    const { length } = set.mock.calls;
    set.mockRestore();
    return length;
  }

  it.each([
    ['appending', () => append('new')],
    ['changing', () => timeline.update(timeline.get('m3')!, { text: 'new' })],
    ['removing the last message', () => void timeline.remove(timeline.confirmed, timeline.confirmed.at(-1)!)],
  ])('%s costs the same with 100,000 messages as with 10, and copies no list', (_, work) => {
    const fill = (from: number, to: number) => {
      for (let n = from; n < to; n++) append(`m${n}`);
    };
    fill(0, 10);
    const early = writes(work);
    fill(10, 100_000);
    const copies = [vi.spyOn(Array.prototype, 'map'), vi.spyOn(Array.prototype, 'slice')];
    expect(writes(work)).toBe(early);
    for (const copy of copies) expect(copy).not.toHaveBeenCalled();
    expect(early).toBeLessThanOrEqual(1);
  });
});

describe('isMessage', () => {
  const sign = { type: 'template', templateType: 'wait_for_response', payload: {} } as MessageComponent;
  const text: MessageComponent = { type: 'text', text: 'Hello' };

  it.each<[what: string, components: MessageComponent[], is: boolean]>([
    ['true for a text', [text], true],
    ['true without components', [], true],
    ['false for the wait_for_response template alone', [sign], false],
    ['true for a text next to that template', [sign, text], true],
  ])('is %s', (_, components, is) => {
    expect(isMessage({ from: 'bot', text: '', components })).toBe(is);
  });
});
