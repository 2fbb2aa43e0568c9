import { KIND_PLATFORM } from './assumptions.js';
import type { HttpFailure, LineFault } from './network/faults.js';
import type { Violation } from './recorder.js';
import type { Schedule, Setup, Step } from './schedule.js';

/** Violations that a story ends with: the rest says the same. */
const TOLD = 8;

/** A counterexample as a person reads it: the world where it differs from the kindest one, what happened, what went wrong. */
export function tellStory({ setup, steps }: Schedule, violations: readonly Violation[]): string {
  let at = 0;
  const lines = steps.map((step) => {
    at += step.afterMs;
    return `  ${(at / 1_000).toFixed(3).padStart(9)} s  ${tellStep(step, setup)}`;
  });
  return [
    'Given',
    ...tellSetup(setup).map((line) => `  ${line}`),
    'When',
    '      0.000 s  the page opens and connects',
    ...lines,
    `${' '.repeat(17)}all faults end, everybody has time to recover`,
    'Then',
    ...violations.slice(0, TOLD).map(({ law, what }) => `  ${law}: ${what}`),
    ...(violations.length > TOLD ? [`  and ${violations.length - TOLD} more of the kind`] : []),
  ].join('\n');
}

function tellSetup(setup: Setup): string[] {
  const { assumptions, seed, latencyMs, skewMs, tabs, storage, locks, history, ...flags } = setup;
  const unusual = Object.entries(assumptions).filter(
    ([name, value]) => KIND_PLATFORM[name as keyof typeof KIND_PLATFORM] !== value,
  );
  return [
    `${tabs === 2 ? (flags.devices ? 'a page x and a page y on two devices' : 'two tabs') : 'one page'} with ${storage === 'none' ? 'no storage' : `${storage} storage`}${storage === 'none' ? '' : ` and ${locks ? '' : 'no '}Web Locks`}, latency ${latencyMs.up} ms up and ${latencyMs.down} ms down, chance ${seed}`,
    ...(skewMs ? [`a clock that is ${Math.abs(skewMs) / 1_000} s ${skewMs > 0 ? 'fast' : 'slow'}`] : []),
    ...(history ? [`${history} messages from before`] : []),
    ...Object.entries(flags).map(([name, value]) => `${name}: ${value}`),
    ...unusual.map(([name, value]) => `a platform with ${name}: ${value}`),
  ];
}

function tellStep(step: Step, { tabs }: Setup): string {
  const who = tabs === 1 ? 'the page' : `tab ${'xy'[step.tab] ?? 'y'}`;
  switch (step.do) {
    case 'send':
      return `${who} sends ${step.count} message(s)`;
    case 'send too big':
      return `${who} sends a message that the platform cannot take`;
    case 'send and abort':
      return `${who} sends a message and takes it back after ${step.abortMs} ms`;
    case 'set clock':
      return `the clock is set: it is ${step.skewMs / 1_000} s fast`;
    case 'close session':
      return `the app of ${who} calls closeSession()`;
    case 'say':
      return `the bot says ${step.count} thing(s)${step.parts > 1 ? `, each in ${step.parts} parts` : ''}`;
    case 'fault':
      return `on the line of ${who}: ${tellFault(step.fault)}`;
    case 'weather':
      return `the network of ${who} ${step.weather === 'down' ? 'fails' : 'falls silent'} for ${step.forMs} ms${step.signalled ? ', and it is told' : ''}`;
    case 'signal':
      return `${who} hears ${step.name}`;
    case 'sleep':
      return `${who} sleeps for ${step.forMs} ms${step.losesSocket ? ' and loses its socket' : ''}`;
    case 'keep page':
      return `${who} is kept in memory for ${step.forMs} ms, and hears ${step.closesFirst ? 'first of its socket, then' : 'pageshow, then of its socket,'} that it is back`;
    case 'reload':
      return `${who} is closed, and opened again after ${step.closedMs} ms${step.asGuest ? ' by somebody else' : ''}`;
    case 'disconnect':
    case 'connect':
      return `the app of ${who} calls ${step.do}()`;
    case 'load history':
      return `${who} loads ${step.limit} older messages`;
    case 'expire tokens':
      return 'all access tokens expire';
    case 'ban':
      return `the platform closes the socket of ${who} with 1008`;
    case 'reject credentials':
      return `the platform refuses the credentials of ${who} from now on`;
    case 'fail getJwt':
      return `getJwt of ${who} fails ${step.times} time(s): ${step.how}`;
    default:
      return step satisfies never;
  }
}

function tellFault(fault: LineFault): string {
  switch (fault.kind) {
    case 'http':
      return `the next ${fault.times} call(s) to ${fault.endpoint} meet: ${tellHttp(fault.failure)}`;
    case 'close':
      return `the socket is closed with ${fault.code}`;
    case 'cut':
      return `the socket is cut without a close frame, noticed after ${fault.noticeMs} ms`;
    case 'half-open':
      return 'nothing passes the socket any more, and nobody says so';
    case 'cut before ack':
      return `the next message is recorded, and its ack lost with the socket (${fault.code ?? 'no close frame'})`;
    case 'slam':
      return `the socket is closed, and the next ${fault.times} as soon as they are open`;
    case 'stray':
      return 'a frame arrives that nobody asked for';
    case 'lapse urls':
      return 'unused socket URLs lapse';
    default:
      return `${fault.kind}, the next ${fault.times} time(s)`;
  }
}

function tellHttp(failure: HttpFailure): string {
  const { kind, ...details } = failure;
  return [kind, ...Object.entries(details).map(([name, value]) => `${name} ${value}`)].join(', ');
}
