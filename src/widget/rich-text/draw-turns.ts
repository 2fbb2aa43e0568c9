import { systemClock } from '../../lib/clock.js';
import { ONE_STEP } from '../lib/text-steps.js';

/** Weight of text that one task of the page may draw, all messages together. One step fits in any case. */
const PER_TASK = ONE_STEP.weight;

/** A task that has not come by then never comes: some pages clear all timers, their own and those of others. */
const LOST_AFTER_MS = 1_000;

/** A page that is not shown draws no frames: its texts go on after this. Longer than a frame of a slow machine takes. */
const NO_FRAME_MS = 250;

interface Waiting {
  readonly weight: number;
  readonly draw: () => void;
}

let left = PER_TASK;
/** When the next task was asked for, in epoch milliseconds; 0 while none is under way. */
let askedAt = 0;
const waiting = new Set<Waiting>();

/**
 * Asks whether a text of this weight may be drawn within the present task. Where it may, it counts as drawn. However many long
 * texts a message or a page of history has, no task of the page gets longer than what `PER_TASK` costs.
 */
export function mayDraw(weight: number): boolean {
  if (weight > left && left < PER_TASK) return false;
  left -= weight;
  nextTask();
  return true;
}

/** Calls back in a later task, as soon as a text of this weight may be drawn there; it counts as drawn. @returns takes it back */
export function drawLater(weight: number, draw: () => void): () => void {
  const entry = { weight, draw };
  waiting.add(entry);
  nextTask();
  return () => void waiting.delete(entry);
}

function nextTask(): void {
  const now = systemClock.now();
  if (Math.abs(now - askedAt) < LOST_AFTER_MS) return;
  askedAt = now;
  afterFrame(() => {
    askedAt = 0;
    left = PER_TASK;
    for (const entry of waiting) {
      if (!mayDraw(entry.weight)) break;
      waiting.delete(entry);
      entry.draw();
    }
  });
}

/** Calls back once, in a task behind the next frame: what was drawn before is laid out by then, and not together with what follows. */
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
