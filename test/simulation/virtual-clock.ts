import type { Clock } from '../../src/lib/clock.js';

/** `setTimeout` fires at once for longer delays, because it stores them in 32 bits. The virtual clock does the same. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** The number of timers without any time passing that counts as an endless loop. */
const TIMERS_PER_INSTANT = 20_000;

interface Timer {
  due: number;
  /** Sequence number. Timers with the same due time run in the order in which they were set. */
  order: number;
  callback: (() => void) | undefined;
}

/**
 * A clock that moves only in `advance()`, and runs timers in a fixed order.
 *
 * After each timer it waits until all promises that can settle have settled: one turn of the event loop empties the whole queue of
 * microtasks, whatever the number of `await`s, and takes about a microsecond.
 */
export class VirtualClock implements Clock {
  readonly #heap: Timer[] = [];
  #now: number;
  #order = 0;
  #pending = 0;
  #atThisInstant = 0;

  constructor(startMs: number = Date.UTC(2026, 0, 5, 9)) {
    this.#now = startMs;
  }

  now(): number {
    return this.#now;
  }

  /** The number of timers that have neither run nor been cancelled. */
  get pending(): number {
    return this.#pending;
  }

  after(delayMs: number, callback: () => void): () => void {
    const delay = delayMs > 0 && delayMs <= LONGEST_DELAY_MS ? delayMs : 0;
    const timer: Timer = { due: this.#now + delay, order: this.#order++, callback };
    this.#pending++;
    push(this.#heap, timer);
    return () => {
      if (timer.callback) this.#pending--;
      timer.callback = undefined;
    };
  }

  /** Moves the clock forward, and runs each timer at its due time, including the promises that it settles. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (let timer = this.#heap[0]; timer && timer.due <= end; timer = this.#heap[0]) {
      pop(this.#heap);
      const { callback } = timer;
      if (!callback) continue;
      this.#moveTo(timer.due);
      timer.callback = undefined;
      this.#pending--;
      callback();
      await settle();
    }
    this.#moveTo(end);
  }

  #moveTo(now: number): void {
    if (now > this.#now) {
      this.#now = now;
      this.#atThisInstant = 0;
    } else if (++this.#atThisInstant > TIMERS_PER_INSTANT) {
      throw new Error(`unable to advance the clock; ${TIMERS_PER_INSTANT} timers ran without any time passing`);
    }
  }
}

/** Resolves when all promises that can settle have settled. */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

const isBefore = (a: Timer, b: Timer): boolean => a.due < b.due || (a.due === b.due && a.order < b.order);

/** Adds a timer to a binary heap, whose first element is the earliest timer. */
function push(heap: Timer[], timer: Timer): void {
  let at = heap.length;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!isBefore(timer, heap[parent]!)) break;
    heap[at] = heap[parent]!;
    at = parent;
  }
  heap[at] = timer;
}

function pop(heap: Timer[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
    if (!isBefore(heap[child]!, last)) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = last;
}
