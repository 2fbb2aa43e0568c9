import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Ids } from '../../../src/emulator/lib/ids.js';
import { createRandom } from '../../../src/emulator/lib/random.js';
import { FileStore, MemoryContents } from '../../../src/emulator/state/file-store.js';

const ann = { id: 'u-1', identity: 'ann', isAnonymous: false };
let store: FileStore;
beforeEach(() => {
  store = new FileStore(new Ids(createRandom(1)), { maxFileBytes: 1000, maxUploadBytes: 4000 }, new MemoryContents());
});
afterEach(() => store.dispose());

it('knows the uploads under way of their owner alone, until they end', () => {
  const token = store.begin(ann);
  expect(store.upload(token, ann)?.parts.size).toBe(0);
  expect(store.upload(token, { ...ann, id: 'u-2' })).toBeUndefined();
  store.end(token);
  expect(store.upload(token, ann)).toBeUndefined();
});

it('forgets the oldest of a thousand: most tokens are never used', () => {
  const [first, second] = Array.from({ length: 1001 }, () => store.begin(ann));
  expect([first, second].map((token) => store.upload(token!, ann) !== undefined)).toEqual([false, true]);
});

describe('what uploads under way hold', () => {
  const isOpen = (token: string) => store.upload(token, ann) !== undefined;

  it('is bounded: the oldest of the others goes', () => {
    const [idle, first, second, third, fourth] = Array.from({ length: 5 }, () => store.begin(ann));
    for (const token of [second, first, third]) expect(store.addPart(token!, 0, new Uint8Array(1000))).toBe(true);
    expect([idle, first, second, third].map((token) => isOpen(token!))).toEqual([true, true, true, true]);
    expect(store.addPart(fourth!, 0, new Uint8Array(1000))).toBe(true);
    expect([idle, first, second, third, fourth].map((token) => isOpen(token!))).toEqual([
      true,
      false,
      true,
      true,
      true,
    ]);
  });

  it('is counted anew when a part is replaced, and is free again when an upload ends', () => {
    const [one, three] = [store.begin(ann), store.begin(ann)];
    for (let time = 0; time < 20; time++) expect(store.addPart(one, 0, new Uint8Array(1000))).toBe(true);
    for (let time = 0; time < 20; time++) {
      const two = store.begin(ann);
      expect(store.addPart(two, 0, new Uint8Array(1000))).toBe(true);
      store.end(two);
      expect(store.addPart(two, 0, new Uint8Array(1))).toBe(false);
    }
    expect(store.addPart(three, 0, new Uint8Array(1000))).toBe(true);
    expect([isOpen(one), isOpen(three)]).toEqual([true, true]);
  });

  it('ends an upload that is larger than a file may be, and hurts no other', () => {
    const [one, two] = [store.begin(ann), store.begin(ann)];
    store.addPart(one, 0, new Uint8Array(900));
    store.addPart(two, 0, new Uint8Array(900));
    expect(store.addPart(two, 1, new Uint8Array(101))).toBe(false);
    expect([isOpen(one), isOpen(two)]).toEqual([true, false]);
  });

  it('has an end for parts of one byte, too', () => {
    const token = store.begin(ann);
    let count = 0;
    while (store.addPart(token, count, new Uint8Array(1))) count++;
    expect(count).toBeGreaterThan(5);
    expect(count).toBeLessThan(20);
  });

  it('is a copy, and not the body of a whole request', () => {
    const token = store.begin(ann);
    store.addPart(token, 0, Buffer.alloc(10_000).subarray(10, 20));
    expect(store.upload(token, ann)?.parts.get(0)?.buffer.byteLength).toBe(10);
  });
});

it('gives back what was put in, and keeps nothing at the end', async () => {
  const file = await store.put('a.txt', Buffer.from('hello'));
  expect(Buffer.from(await store.read(file)).toString()).toBe('hello');
  await store.dispose();
  expect(store.find(file.fileId)).toBeUndefined();
});
