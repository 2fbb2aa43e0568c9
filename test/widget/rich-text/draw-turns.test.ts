import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ONE_STEP } from '../../../src/widget/lib/text-steps.js';
import { drawLater, mayDraw } from '../../../src/widget/rich-text/draw-turns.js';

const STEP = ONE_STEP.weight;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

describe('turns', () => {
  it('let one task draw one step, and the next one the next', () => {
    expect([mayDraw(STEP), mayDraw(1)]).toEqual([true, false]);
    vi.runAllTimers();
    expect([mayDraw(STEP - 1), mayDraw(1), mayDraw(1)]).toEqual([true, true, false]);
  });

  it('let a text that is heavier than a step be drawn alone', () => {
    expect([mayDraw(3 * STEP), mayDraw(1)]).toEqual([true, false]);
  });

  it('call back in the order of asking, a task for each step', () => {
    const drawn: string[] = [];
    mayDraw(STEP);
    drawLater(STEP, () => drawn.push('a'));
    drawLater(STEP, () => drawn.push('b'));
    vi.runOnlyPendingTimers();
    expect(drawn).toEqual(['a']);
    vi.runOnlyPendingTimers();
    expect(drawn).toEqual(['a', 'b']);
  });

  it('are taken back', () => {
    const draw = vi.fn();
    drawLater(1, draw)();
    vi.runAllTimers();
    expect(draw).not.toHaveBeenCalled();
  });

  it('go on after a script of the page has cleared all timers', () => {
    const drawn: string[] = [];
    drawLater(1, () => drawn.push('a'));
    vi.clearAllTimers();
    vi.setSystemTime(Date.now() + 1_000);
    drawLater(1, () => drawn.push('b'));
    vi.runAllTimers();
    expect(drawn).toEqual(['a', 'b']);
  });
});
