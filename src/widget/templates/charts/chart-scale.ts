import { range } from '../shared/range.js';

export interface Scale {
  readonly min: number;
  readonly max: number;
  /** Values of the grid lines, from `min` to `max`, both included. */
  readonly ticks: readonly number[];
}

/** Round steps, per power of ten. */
const STEPS = [1, 2, 2.5, 5, 10];
/** Limits of floating-point arithmetic. Values beyond them are drawn at the edge of the chart. */
const MAX_VALUE = 1e300;
const MIN_RANGE = 1e-300;

/**
 * Returns a scale that contains zero and all values, in round steps.
 *
 * @param intervals approximate number of steps
 */
export function niceScale(values: readonly number[], intervals = 4): Scale {
  const known = values.filter((value) => Math.abs(value) < MAX_VALUE);
  const low = Math.min(0, ...known);
  const high = Math.max(0, ...known);
  if (high - low < MIN_RANGE) return { min: 0, max: 1, ticks: [0, 1] };
  const rough = (high - low) / intervals;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * STEPS.find((each) => each * power >= rough * 0.999)!;
  const [first, last] = [Math.floor(low / step + 1e-9), Math.ceil(high / step - 1e-9)];
  const at = (index: number) => Number((index * step).toPrecision(12));
  const ticks = range(last - first + 1).map((index) => at(first + index));
  return { min: ticks[0]!, max: ticks.at(-1)!, ticks };
}

/** Returns the position of a value on a scale, 0 to 100. */
export function percentOf(value: number, { min, max }: Scale): number {
  return Math.min(Math.max(((value - min) / (max - min)) * 100, 0), 100);
}
