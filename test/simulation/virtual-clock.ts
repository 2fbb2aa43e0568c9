import type { Clock } from '../../src/lib/clock.js';

/** `setTimeout` keeps its delay in 32 bits: what is longer fires at once. A clock for tests must not be kinder. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** So many timers without a millisecond between them are a loop that nothing would end. */
const TIMERS_PER_INSTANT = 20_000;

interface Timer {
  due: number;
  /** Timers that are due together run in the order in which they were set. */
  order: number;
  callback: (() => void) | undefined;
}

/**
 * Time that moves by hand only, in a fixed order.
 *
 * After each timer everything that has become possible is done before the next one runs: one turn of the event loop empties
 * the whole queue of promises, however deep, for about a microsecond, where counting `await`s would be a guess.
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

  /** Timers that are set and have neither run nor been taken back. */
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

  /** Lets time pass: every timer that comes due runs at its moment, and what it sets in motion comes to rest. */
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
      throw new Error(`unable to go on; ${TIMERS_PER_INSTANT} timers ran without any time passing`);
    }
  }
}

/** Resolves when every promise that can be settled now is settled. */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

const isBefore = (a: Timer, b: Timer): boolean => a.due < b.due || (a.due === b.due && a.order < b.order);

/** Adds to a binary heap whose first element is the earliest timer. */
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
