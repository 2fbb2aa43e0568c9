import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ONE_STEP } from '../../../src/widget/lib/text-steps.js';
import { claimDraw, drawLater } from '../../../src/widget/rich-text/draw-turns.js';

const STEP = ONE_STEP.weight;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

describe('draw turns', () => {
  it('allow one step per task', () => {
    expect([claimDraw(STEP), claimDraw(1)]).toEqual([true, false]);
    vi.runAllTimers();
    expect([claimDraw(STEP - 1), claimDraw(1), claimDraw(1)]).toEqual([true, true, false]);
  });

  it('allow a text heavier than one step if it is the only one of its task', () => {
    expect([claimDraw(3 * STEP), claimDraw(1)]).toEqual([true, false]);
  });

  it('call back in the order of the requests, one task per step', () => {
    const drawn: string[] = [];
    claimDraw(STEP);
    drawLater(STEP, () => drawn.push('a'));
    drawLater(STEP, () => drawn.push('b'));
    vi.runOnlyPendingTimers();
    expect(drawn).toEqual(['a']);
    vi.runOnlyPendingTimers();
    expect(drawn).toEqual(['a', 'b']);
  });

  it('can be cancelled', () => {
    const draw = vi.fn();
    drawLater(1, draw)();
    vi.runAllTimers();
    expect(draw).not.toHaveBeenCalled();
  });

  it('continue after a script of the page has cleared all timers', () => {
    const drawn: string[] = [];
    drawLater(1, () => drawn.push('a'));
    vi.clearAllTimers();
    vi.setSystemTime(Date.now() + 1_000);
    drawLater(1, () => drawn.push('b'));
    vi.runAllTimers();
    expect(drawn).toEqual(['a', 'b']);
  });
});
