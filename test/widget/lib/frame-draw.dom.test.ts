import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { drawPerFrame } from '../../../src/widget/lib/frame-draw.js';

let frames: Map<number, FrameRequestCallback>;
let isHidden: boolean;

beforeEach(() => {
  frames = new Map();
  isHidden = false;
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => {
    const id = frames.size + 1;
    frames.set(id, callback);
    return id;
  });
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => isHidden);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function runFrame(): void {
  const due = [...frames.values()];
  frames.clear();
  for (const callback of due) callback(0);
}

it('draws the first change at once, and all others of a frame together in the next one', () => {
  const draw = vi.fn();
  const request = drawPerFrame(draw);
  for (let n = 0; n < 100; n++) request();
  expect([draw.mock.calls.length, frames.size]).toEqual([1, 1]);
  runFrame();
  expect([draw.mock.calls.length, frames.size]).toEqual([2, 1]);
  request();
  request();
  expect(draw).toHaveBeenCalledTimes(2);
  runFrame();
  expect(draw).toHaveBeenCalledTimes(3);
});

it('requests no more frames when nothing changes, and draws at once after that', () => {
  const draw = vi.fn();
  const request = drawPerFrame(draw);
  request();
  runFrame();
  expect([draw.mock.calls.length, frames.size]).toEqual([1, 0]);
  request();
  expect(draw).toHaveBeenCalledTimes(2);
});

it('draws nothing while the page is hidden, and once when it is visible again', () => {
  const draw = vi.fn();
  const request = drawPerFrame(draw);
  isHidden = true;
  for (let n = 0; n < 100; n++) request();
  expect([draw.mock.calls.length, frames.size]).toEqual([0, 1]);
  isHidden = false;
  runFrame();
  expect(draw).toHaveBeenCalledTimes(1);
});

it('handles a change that the drawing itself causes', () => {
  let changes = 3;
  const draw = vi.fn(() => {
    if (changes-- > 0) request();
  });
  const request = drawPerFrame(draw);
  request();
  for (let n = 0; n < 10; n++) runFrame();
  expect([draw.mock.calls.length, frames.size]).toEqual([4, 0]);
});
