import { KIND_PLATFORM } from './assumptions.js';
import type { Schedule, Setup, Step } from './schedule.js';

/** Tries after which a schedule is short enough. */
const PLAYS = 600;
/** A setting is put back to this where that changes nothing. The kindest of worlds, and the one that is told in no words. */
const PLAIN: Partial<Setup> = {
  tabs: 1,
  storage: 'none',
  locks: true,
  devices: false,
  skewMs: 0,
  history: 0,
  deliveryReceipts: false,
  rudeApp: false,
  signalled: false,
  latencyMs: { up: 10, down: 10 },
};

/**
 * Makes a schedule that breaks something as short as it can: fewer steps, shorter outages, a kinder platform. Each try leaves
 * one thing out; what still fails is the new best, until nothing can be left out.
 *
 * @param fails plays a schedule; true when it still breaks the same law
 */
export async function shorten(schedule: Schedule, fails: (schedule: Schedule) => Promise<boolean>): Promise<Schedule> {
  let best = schedule;
  let plays = 0;
  for (let improved = true; improved; ) {
    improved = false;
    for (let at = 0; plays < PLAYS; ) {
      const candidate = simplerOnes(best)[at];
      if (!candidate) break;
      plays++;
      // What is left moves up: the same place holds the next try.
      if (await fails(candidate)) [best, improved] = [candidate, true];
      else at++;
    }
  }
  return best;
}

/** Everything that is simpler by one thing, with the big cuts first. */
function simplerOnes({ setup, steps }: Schedule): Schedule[] {
  const half = steps.length >> 1;
  const cuts = half > 1 ? [steps.slice(half), steps.slice(0, half)] : [];
  const { assumptions } = setup;
  return [
    ...[...cuts, ...steps.toReversed().map((step) => [step])].map((gone) => ({ setup, steps: without(steps, gone) })),
    ...differences(setup, PLAIN).map((plain) => ({ setup: { ...setup, ...plain }, steps })),
    ...differences(assumptions, KIND_PLATFORM).map((kind) => ({
      setup: { ...setup, assumptions: { ...assumptions, ...kind } },
      steps,
    })),
    ...steps.flatMap((step, index) => smaller(step).map((less) => ({ setup, steps: steps.with(index, less) }))),
  ];
}

/** What comes after keeps its time: leaving out is not hurrying. */
function without(steps: readonly Step[], gone: readonly Step[]): Step[] {
  let extraMs = 0;
  return steps.flatMap((step) => {
    if (gone.includes(step)) {
      extraMs += step.afterMs;
      return [];
    }
    const kept = extraMs ? { ...step, afterMs: step.afterMs + extraMs } : step;
    extraMs = 0;
    return [kept];
  });
}

/** One object for each field that is not as plain as it could be. */
const differences = <Thing extends object>(thing: Thing, plain: Partial<Thing>): Partial<Thing>[] =>
  (Object.keys(plain) as (keyof Thing)[])
    .filter((name) => JSON.stringify(thing[name]) !== JSON.stringify(plain[name]))
    .map((name) => ({ [name]: plain[name] }) as Partial<Thing>);

/** Counts go to one or a half, times to a tenth: of the step itself, and of what it does. */
function smaller(step: Step): Step[] {
  return [...lesser(step), ...(step.do === 'fault' ? lesser(step.fault).map((fault) => ({ ...step, fault })) : [])];
}

const COUNTED = ['count', 'parts', 'times', 'limit'];
const TIMED = ['afterMs', 'forMs', 'closedMs', 'noticeMs'];

function lesser<Thing extends object>(thing: Thing): Thing[] {
  return Object.entries(thing).flatMap(([name, value]) => {
    if (typeof value !== 'number') return [];
    const less = COUNTED.includes(name) ? [1, value >> 1] : TIMED.includes(name) ? [Math.floor(value / 10)] : [];
    return less.filter((one) => one < value).map((one) => ({ ...thing, [name]: one }));
  });
}
