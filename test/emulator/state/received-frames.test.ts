import { expect, test } from 'vitest';
import { ReceivedFrames } from '../../../src/emulator/state/received-frames.js';

const frame = (raw: string) => ({ at: 0, user: 'ann', socket: 1, raw });
const raws = ({ list }: ReceivedFrames) => list.map(({ raw }) => raw);

test('the newest stay, in number', () => {
  const frames = new ReceivedFrames(2, 1000);
  for (const raw of ['a', 'b', 'c']) frames.add(frame(raw));
  expect(raws(frames)).toEqual(['b', 'c']);
});

test('the newest stay, in bytes', () => {
  const frames = new ReceivedFrames(100, 10);
  for (const raw of ['aaaa', 'bbbb', 'cccc', 'd']) frames.add(frame(raw));
  expect(raws(frames)).toEqual(['bbbb', 'cccc', 'd']);
  frames.add(frame('e'.repeat(11)));
  expect(raws(frames)).toEqual([]);
  frames.add(frame('f'));
  expect(raws(frames)).toEqual(['f']);
});

test('the array is the same throughout', () => {
  const frames = new ReceivedFrames(1, 10);
  const { list } = frames;
  frames.add(frame('a'));
  frames.add(frame('b'));
  expect(list).toBe(frames.list);
  expect(list).toHaveLength(1);
});
