import { systemClock } from '../../lib/clock.js';
import { ONE_STEP } from '../lib/text-steps.js';

/** Weight of text that one task of the page may draw, for all messages together. One step always fits. */
const PER_TASK = ONE_STEP.weight;

/** A task that has not run by then never will: some pages clear all timers, including those of other scripts. */
const LOST_AFTER_MS = 1_000;

/** Hidden pages get no animation frames, so drawing goes on after this time. It is longer than a frame on a slow machine. */
const NO_FRAME_MS = 250;

interface Waiting {
  readonly weight: number;
  readonly draw: () => void;
}

/** Weight that the current task may still draw. */
let budget = PER_TASK;
/** When the next task was scheduled, in epoch milliseconds; 0 if no task is scheduled. */
let scheduledAt = 0;
const waiting = new Set<Waiting>();

/**
 * Claims a share of the current task for a text of this weight. Returns whether the text may be drawn now. However many long
 * texts a message or a page of history has, no task of the page takes longer than drawing `PER_TASK`.
 */
export function claimDraw(weight: number): boolean {
  if (weight > budget && budget < PER_TASK) return false;
  budget -= weight;
  scheduleTask();
  return true;
}

/**
 * Calls `draw` in a later task that has room for a text of this weight, in the order of the calls.
 *
 * @returns a function that cancels the call
 */
export function drawLater(weight: number, draw: () => void): () => void {
  const entry = { weight, draw };
  waiting.add(entry);
  scheduleTask();
  return () => void waiting.delete(entry);
}

function scheduleTask(): void {
  const now = systemClock.now();
  if (Math.abs(now - scheduledAt) < LOST_AFTER_MS) return;
  scheduledAt = now;
  afterFrame(() => {
    scheduledAt = 0;
    budget = PER_TASK;
    for (const entry of waiting) {
      if (!claimDraw(entry.weight)) break;
      waiting.delete(entry);
      entry.draw();
    }
  });
}

/** Calls back once, in a task after the next frame: the browser has then laid out the previous step, apart from the next one. */
function afterFrame(callback: () => void): void {
  let isDone = false;
  const callOnce = () => {
    if (isDone) return;
    isDone = true;
    callback();
  };
  globalThis.requestAnimationFrame?.(() => systemClock.after(0, callOnce));
  systemClock.after(NO_FRAME_MS, callOnce);
}
