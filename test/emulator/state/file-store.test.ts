import { afterEach, expect, it } from 'vitest';
import { Ids } from '../../../src/emulator/ids.js';
import { createRandom } from '../../../src/emulator/random.js';
import { FileStore } from '../../../src/emulator/state/file-store.js';

const ann = { id: 'u-1', identity: 'ann', isAnonymous: false };
const store = new FileStore(new Ids(createRandom(1)));
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

it('gives back what was put in, and keeps nothing at the end', async () => {
  const file = await store.put('a.txt', Buffer.from('hello'));
  expect(Buffer.from(await store.read(file)).toString()).toBe('hello');
  await store.dispose();
  expect(store.find(file.fileId)).toBeUndefined();
});
