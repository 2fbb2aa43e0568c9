import { ConnectionError, HttpError } from '../../src/errors/index.js';
import {
  initialRtmState,
  type RtmEffect,
  type RtmEvent,
  type RtmState,
  type TransitionContext,
  transition,
} from '../../src/rtm/transition.js';

export const NETWORK = new ConnectionError('XO_NETWORK', 'unable to do it; no connection');
export const FORBIDDEN = new HttpError('XO_HTTP_STATUS', 'unable to do it; no', {
  status: 403,
  platformCode: undefined,
  retryAfterMs: undefined,
});

export function tooMany(retryAfterMs: number): HttpError {
  return new HttpError('XO_HTTP_RATE_LIMITED', 'unable to do it; slow down', {
    status: 429,
    platformCode: undefined,
    retryAfterMs,
  });
}

/** One event of each type, as the manager would dispatch it. */
export const EVENTS = {
  connect: { type: 'connect' },
  disconnect: { type: 'disconnect' },
  authorized: { type: 'authorized' },
  started: { type: 'started', response: { url: 'wss://bots.test/rtm?sid=1' } },
  opened: { type: 'opened' },
  frame: { type: 'frame', proof: false },
  proof: { type: 'frame', proof: true },
  closed: { type: 'closed', code: 1006 },
  blocked: { type: 'closed', code: 1008 },
  failed: { type: 'failed', error: NETWORK },
  forbidden: { type: 'failed', error: FORBIDDEN },
  timer: { type: 'timer' },
  ok: { type: 'probed', result: 'ok' },
  gap: { type: 'probed', result: 'gap' },
  unreachable: { type: 'probed', result: NETWORK },
  suspect: { type: 'suspect', cause: NETWORK },
  securitypolicyviolation: { type: 'securitypolicyviolation' },
  offline: { type: 'offline' },
  online: { type: 'online' },
  visibilitychange: { type: 'visibilitychange' },
  pageshow: { type: 'pageshow' },
  resume: { type: 'resume' },
  wake: { type: 'wake' },
  urgencyChanged: { type: 'urgencyChanged' },
} as const satisfies Record<string, RtmEvent>;

export type EventName = keyof typeof EVENTS;

/** The events that lead to each state. */
export const PATHS = {
  idle: [],
  authorizing: ['connect'],
  starting: ['connect', 'authorized'],
  opening: ['connect', 'authorized', 'started'],
  ready: ['connect', 'authorized', 'started', 'opened'],
  probing: ['connect', 'authorized', 'started', 'opened', 'online'],
  waiting: ['connect', 'failed'],
  offline: ['connect', 'offline'],
  doubtful: ['connect', 'authorized', 'started', 'opened', 'offline'],
  failed: ['connect', 'forbidden'],
  closed: ['connect', 'disconnect'],
} as const satisfies Record<string, EventName[]>;

export type PathName = keyof typeof PATHS;

/** Dispatches events to a state machine, at times that the test chooses. */
export class RtmDriver {
  current: RtmState = initialRtmState;
  effects: RtmEffect[] = [];
  context: TransitionContext = {
    now: 1_000_000,
    date: 1_700_000_000_000,
    random: 0.5,
    urgency: 'none',
    monitoring: 'normal',
    lastFrameAt: 0,
  };

  /** @param path the state to start in */
  constructor(path: PathName = 'idle') {
    for (const name of PATHS[path]) this.dispatch(EVENTS[name]);
  }

  get status(): string {
    return this.current.state.status;
  }

  /** Time until the timer is due, in milliseconds; undefined while no timer is set. */
  get dueInMs(): number | undefined {
    return this.current.due === undefined ? undefined : this.current.due - this.context.now;
  }

  /** @param nameOrEvent a name of `EVENTS`, or an event */
  dispatch(nameOrEvent: EventName | RtmEvent): this {
    const event = typeof nameOrEvent === 'string' ? EVENTS[nameOrEvent] : nameOrEvent;
    const { now } = this.context;
    if (event.type === 'frame' || event.type === 'opened') this.context = { ...this.context, lastFrameAt: now };
    [this.current, ...this.effects] = transition(this.current, event, this.context);
    return this;
  }

  wait(ms: number): this {
    this.context = { ...this.context, now: this.context.now + ms, date: this.context.date + ms };
    return this;
  }

  /** Waits until the timer is due, and dispatches its event. */
  timer(): this {
    if (this.dueInMs === undefined) throw new Error('unable to wait for the timer; none is set');
    return this.wait(this.dueInMs).dispatch('timer');
  }
}
