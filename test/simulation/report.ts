import { IDEAL_PLATFORM } from './assumptions.js';
import type { HttpFailure, LinkFault } from './network/faults.js';
import type { Violation } from './recorder.js';
import type { Schedule, Setup, Step } from './schedule.js';

/** Violations that a report lists. Further ones are usually consequences of the same defect. */
const MAX_VIOLATIONS = 8;

/** Describes a failed run in words: the setup where it differs from the simplest one, the steps, and the violations. */
export function formatReport({ setup, steps }: Schedule, violations: readonly Violation[]): string {
  let at = 0;
  const lines = steps.map((step) => {
    at += step.afterMs;
    return `  ${(at / 1_000).toFixed(3).padStart(9)} s  ${describeStep(step, setup)}`;
  });
  return [
    'Given',
    ...describeSetup(setup).map((line) => `  ${line}`),
    'When',
    '      0.000 s  the page opens and connects',
    ...lines,
    `${' '.repeat(17)}all faults end and every page has time to recover`,
    'Then',
    ...violations.slice(0, MAX_VIOLATIONS).map(({ kind, message }) => `  ${kind}: ${message}`),
    ...(violations.length > MAX_VIOLATIONS ? [`  and ${violations.length - MAX_VIOLATIONS} more violations`] : []),
  ].join('\n');
}

function describeSetup(setup: Setup): string[] {
  const { assumptions, seed, latencyMs, skewMs, tabs, storage, locks, history, ...flags } = setup;
  const unusual = Object.entries(assumptions).filter(
    ([name, value]) => IDEAL_PLATFORM[name as keyof typeof IDEAL_PLATFORM] !== value,
  );
  const pages =
    tabs === 1 ? 'one page' : flags.separateDevices ? 'a page x and a page y on two devices' : 'two tabs x and y';
  const stored = storage === 'none' ? 'no storage' : `${storage} storage and ${locks ? '' : 'no '}Web Locks`;
  return [
    `${pages} with ${stored}, latency ${latencyMs.up} ms up and ${latencyMs.down} ms down, random seed ${seed}`,
    ...(skewMs ? [`a clock that is ${Math.abs(skewMs) / 1_000} s ${skewMs > 0 ? 'fast' : 'slow'}`] : []),
    ...(history ? [`${history} earlier messages in the history`] : []),
    ...Object.entries(flags).map(([name, value]) => `${name}: ${value}`),
    ...unusual.map(([name, value]) => `a platform with ${name}: ${value}`),
  ];
}

function describeStep(step: Step, { tabs }: Setup): string {
  const page = tabs === 1 ? 'the page' : `tab ${'xy'[step.tab] ?? 'y'}`;
  switch (step.do) {
    case 'send':
      return `${page} sends ${step.count} message(s)`;
    case 'send oversized':
      return `${page} sends a message that is too big for the platform`;
    case 'send and abort':
      return `${page} sends a message and aborts it after ${step.abortMs} ms`;
    case 'set clock':
      return `the clock is set to ${step.skewMs / 1_000} s fast`;
    case 'close session':
      return `the app of ${page} calls closeSession()`;
    case 'bot messages':
      return `the bot sends ${step.count} message(s)${step.parts > 1 ? `, each streamed in ${step.parts} parts` : ''}`;
    case 'fault':
      return `on the link of ${page}: ${describeFault(step.fault)}`;
    case 'network':
      return `the network of ${page} ${step.condition === 'down' ? 'fails' : 'goes silent'} for ${step.durationMs} ms${step.signalled ? ', with `offline` and `online` events' : ''}`;
    case 'signal':
      return `${page} receives the event ${step.name}`;
    case 'sleep':
      return `${page} sleeps for ${step.durationMs} ms${step.losesSocket ? ' and loses its socket' : ''}`;
    case 'enter bfcache':
      return `${page} is in the back-forward cache for ${step.durationMs} ms, then receives ${step.closesFirst ? 'the close of its socket before `pageshow`' : '`pageshow` before the close of its socket'}`;
    case 'reload':
      return `${page} is closed, and reopened after ${step.closedMs} ms${step.asGuest ? ' by another user' : ''}`;
    case 'disconnect':
    case 'connect':
      return `the app of ${page} calls ${step.do}()`;
    case 'load history':
      return `${page} loads ${step.limit} older messages`;
    case 'expire tokens':
      return 'all access tokens expire';
    case 'ban':
      return `the platform closes the socket of ${page} with 1008`;
    case 'reject credentials':
      return `the platform rejects the credentials of ${page} from now on`;
    case 'fail getJwt':
      return `getJwt of ${page} fails ${step.times} time(s): ${step.how}`;
    default:
      return step satisfies never;
  }
}

function describeFault(fault: LinkFault): string {
  switch (fault.kind) {
    case 'http':
      return `the next ${fault.times} call(s) to ${fault.endpoint} fail: ${describeHttpFailure(fault.failure)}`;
    case 'close':
      return `the socket is closed with ${fault.code}`;
    case 'cut':
      return `the socket is cut without a close frame, detected after ${fault.detectedAfterMs} ms`;
    case 'half-open':
      return 'the socket is half-open: nothing passes it, and no event is fired';
    case 'cut before ack':
      return `the next message is recorded, then the socket ends before its ack (${fault.code ?? 'no close frame'})`;
    case 'close on open':
      return `the socket is closed, and the next ${fault.times} as soon as they are open`;
    case 'unexpected frame':
      return 'an unexpected frame arrives';
    case 'expire urls':
      return 'unused socket URLs expire';
    default:
      return `${fault.kind}, the next ${fault.times} time(s)`;
  }
}

function describeHttpFailure(failure: HttpFailure): string {
  const { kind, ...details } = failure;
  return [kind, ...Object.entries(details).map(([name, value]) => `${name} ${value}`)].join(', ');
}
