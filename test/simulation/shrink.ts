import { IDEAL_PLATFORM } from './assumptions.js';
import type { Schedule, Setup, Step } from './schedule.js';

/** Runs after which shrinking stops. */
const MAX_RUNS = 600;
/** The value that each setting is reset to where the schedule still fails with it. */
const SIMPLEST_SETUP: Partial<Setup> = {
  tabs: 1,
  storage: 'none',
  locks: true,
  separateDevices: false,
  skewMs: 0,
  history: 0,
  deliveryReceipts: false,
  throwingListeners: false,
  signalled: false,
  latencyMs: { up: 10, down: 10 },
};

/**
 * Shrinks a schedule that fails: fewer steps, shorter outages, a simpler platform. Each attempt simplifies one thing; a candidate
 * that still fails becomes the new best, until no candidate fails any more.
 *
 * fast-check's own shrinking does not fit: it removes steps without adding their time to the next one, so that the remaining
 * steps meet another state of the client, and it accepts any failure, where this one looks for the same kind.
 *
 * @param fails runs a schedule and tells whether it still has a violation of the same kind
 */
export async function shrink(schedule: Schedule, fails: (schedule: Schedule) => Promise<boolean>): Promise<Schedule> {
  let best = schedule;
  let runs = 0;
  for (let improved = true; improved; ) {
    improved = false;
    for (let at = 0; runs < MAX_RUNS; ) {
      const candidate = candidatesFor(best)[at];
      if (!candidate) break;
      runs++;
      // After a success the candidates that are left move up, so the next one has the same index.
      if (await fails(candidate)) [best, improved] = [candidate, true];
      else at++;
    }
  }
  return best;
}

/** All schedules that are simpler in one respect, largest cuts first. */
function candidatesFor({ setup, steps }: Schedule): Schedule[] {
  const half = steps.length >> 1;
  const halves = half > 1 ? [steps.slice(half), steps.slice(0, half)] : [];
  const { assumptions } = setup;
  return [
    ...[...halves, ...steps.toReversed().map((step) => [step])].map((removed) => ({
      setup,
      steps: without(steps, removed),
    })),
    ...differences(setup, SIMPLEST_SETUP).map((simpler) => ({ setup: { ...setup, ...simpler }, steps })),
    ...differences(assumptions, IDEAL_PLATFORM).map((simpler) => ({
      setup: { ...setup, assumptions: { ...assumptions, ...simpler } },
      steps,
    })),
    ...steps.flatMap((step, index) => smaller(step).map((less) => ({ setup, steps: steps.with(index, less) }))),
  ];
}

/** Removes steps. The steps after them keep their times. */
function without(steps: readonly Step[], removed: readonly Step[]): Step[] {
  let extraMs = 0;
  return steps.flatMap((step) => {
    if (removed.includes(step)) {
      extraMs += step.afterMs;
      return [];
    }
    const shifted = extraMs ? { ...step, afterMs: step.afterMs + extraMs } : step;
    extraMs = 0;
    return [shifted];
  });
}

/** One object for each field that differs from its simplest value. */
const differences = <Settings extends object>(settings: Settings, simplest: Partial<Settings>): Partial<Settings>[] =>
  (Object.keys(simplest) as (keyof Settings)[])
    .filter((name) => JSON.stringify(settings[name]) !== JSON.stringify(simplest[name]))
    .map((name) => ({ [name]: simplest[name] }) as Partial<Settings>);

/** Reduces the counts and times of a step, and those of its fault. */
function smaller(step: Step): Step[] {
  return [...reduced(step), ...(step.do === 'fault' ? reduced(step.fault).map((fault) => ({ ...step, fault })) : [])];
}

const COUNTS = ['count', 'parts', 'times', 'limit'];
const TIMES = ['afterMs', 'durationMs', 'closedMs', 'detectedAfterMs'];

/** Counts become one or a half, times a tenth. */
function reduced<Fields extends object>(fields: Fields): Fields[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    if (typeof value !== 'number') return [];
    const less = COUNTS.includes(name) ? [1, value >> 1] : TIMES.includes(name) ? [Math.floor(value / 10)] : [];
    return less.filter((one) => one < value).map((one) => ({ ...fields, [name]: one }));
  });
}
