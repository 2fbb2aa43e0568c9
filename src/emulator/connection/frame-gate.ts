import type { Platform } from '../platform/platform.js';
import type { AckDisconnect, FaultAction } from '../types/fault-rule.js';
import { corruptFrame, type TransmittedFrame } from './corrupt-frame.js';

const REORDER_MS = 1000;

/** The actions of fault rules that affect the connection itself. */
export type SocketAction = Extract<FaultAction, { type: 'close' | 'terminate' | 'blackHole' }>;

export interface FrameGateOptions {
  platform: Platform;
  direction: 'in' | 'out';
  user: string;
  /** Passes a frame on. */
  deliver(frame: TransmittedFrame, ackDisconnect?: AckDisconnect): void;
  /** Applies an action to the connection. */
  act(action: SocketAction): void;
}

interface Waiting {
  frame: TransmittedFrame;
  /** By `timers.elapsed()`. */
  readyAt: number;
}

/** One direction of one connection. Applies the fault rules to every frame. Frames that no rule matches are passed on at once. */
export class FrameGate {
  readonly #options: FrameGateOptions;
  #queue: Waiting[] = [];
  #held: { frame: TransmittedFrame; cancel: () => void } | undefined;
  #cancel: (() => void) | undefined;

  constructor(options: FrameGateOptions) {
    this.#options = options;
  }

  pass(frame: TransmittedFrame): void {
    const { platform, direction, user, deliver, act } = this.#options;
    if (!platform.faults.isActive) return this.#forward(frame);
    const { text, isBinary } = frame;
    const action = platform.faults.decide({ at: direction, user, frame: nameOf(text, isBinary), text });
    switch (action?.type) {
      case undefined:
        return this.#forward(frame);
      case 'drop':
        return;
      case 'duplicate':
        this.#forward(frame);
        return this.#forward(frame);
      case 'corrupt':
        return this.#forward(corruptFrame(frame, platform.random, action.as));
      case 'delay':
        return this.#forward(frame, action.ms);
      case 'reorder':
        return this.#hold(frame, action.ms ?? REORDER_MS);
      case 'recordThenCut':
        return deliver(frame, action);
      case 'close':
      case 'terminate':
      case 'blackHole':
        return act(action);
    }
  }

  /** Drops the waiting frames after the connection has closed. */
  close(): void {
    this.#cancel?.();
    this.#held?.cancel();
    this.#queue = [];
    this.#held = undefined;
  }

  #forward(frame: TransmittedFrame, delayMs = 0): void {
    if (delayMs === 0 && this.#queue.length === 0) this.#options.deliver(frame);
    else {
      this.#queue.push({ frame, readyAt: this.#options.platform.timers.elapsed() + delayMs });
      if (this.#queue.length === 1) this.#schedule();
    }
    const held = this.#held;
    if (!held) return;
    this.#held = undefined;
    held.cancel();
    this.#forward(held.frame);
  }

  #hold(frame: TransmittedFrame, ms: number): void {
    if (this.#held) return this.#forward(frame);
    const cancel = this.#options.platform.timers.after(ms, () => {
      this.#held = undefined;
      this.#forward(frame);
    });
    this.#held = { frame, cancel };
  }

  #schedule(): void {
    const [next] = this.#queue;
    if (!next) return;
    const wait = Math.max(0, Math.ceil(next.readyAt - this.#options.platform.timers.elapsed()));
    this.#cancel = this.#options.platform.timers.after(wait, () => {
      this.#queue.shift();
      this.#options.deliver(next.frame);
      this.#schedule();
    });
  }
}

/** The kind of a frame, for `match.frame` of a rule. */
function nameOf(text: string, isBinary: boolean): string {
  if (isBinary) return 'unreadable';
  try {
    const { type, event, resourceid } = JSON.parse(text) as Record<string, unknown>;
    const name = [type, event, resourceid].find((part) => typeof part === 'string');
    return (name as string | undefined) ?? '';
  } catch {
    return 'unreadable';
  }
}
