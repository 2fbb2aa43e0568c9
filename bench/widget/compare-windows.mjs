import { quantile } from '../server/numbers.mjs';
import { measureWindow, WINDOWS } from './measure-window.mjs';

const ROUNDS = 3;
/** After this time no further round begins, because the slowest window takes over a minute for one. */
const MAX_MS = 30_000;

const ms = (/** @type {number} */ value) =>
  `${value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString('en')} ms`;
const whole = (/** @type {number} */ value) => Math.round(value).toLocaleString('en');

/** @type {[label: string, of: (round: any) => number | undefined, format: (value: number) => string][]} */
const ROWS = [
  ['script until the first message, gzip -9, bytes', (r) => r.bytes, whole],
  ['mount of 1,000 messages', (r) => r.mount, ms],
  ['elements after 1,000', (r) => r.elements, whole],
  ['heap over an empty page after 1,000', (r) => r.heap, (value) => `${(value / 1e6).toFixed(1)} MB`],
  ['append one to 1,000, p50', (r) => quantile(r.append, 0.5), ms],
  ['append one to 1,000, p95', (r) => quantile(r.append, 0.95), ms],
  ['burst of 1,000 until on screen', (r) => r.burst, ms],
  ['1,000 messages one after the other until on screen', (r) => r.oneByOne, ms],
  ['300 parts/s at 4×: longest task', (r) => r.streamed?.longestMs, ms],
  ['300 parts/s at 4×: delay of the last word', (r) => r.streamed?.lateMs, ms],
];

/**
 * Prints the table of medians, each with its ratio to ours.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {readonly string[]} names of the windows; an empty list for all
 */
export async function compareWindows(browser, names) {
  /** @type {{ name: string, rounds: any[] }[]} */
  const results = [];
  for (const window of WINDOWS.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const startedAt = performance.now();
    const rounds = [];
    try {
      while (rounds.length < ROUNDS && (rounds.length === 0 || performance.now() - startedAt < MAX_MS)) {
        rounds.push(await measureWindow(browser, window));
      }
    } catch (error) {
      console.error(`unable to measure ${window.name}; ${error instanceof Error ? error.message : error}`);
    }
    results.push({ name: window.name, rounds });
  }
  const median = (/** @type {any[]} */ rounds, /** @type {(round: any) => number | undefined} */ of) => {
    const values = rounds.map(of).filter((value) => value !== undefined);
    return values.length === 0 ? undefined : quantile(values, 0.5);
  };
  console.log(`| | ${results.map(({ name, rounds }) => `${name} (${rounds.length}×)`).join(' | ')} |`);
  console.log(`|---|${results.map(() => '---:').join('|')}|`);
  for (const [label, of, format] of ROWS) {
    const ours = median(results.find(({ name }) => name === 'xo-rtm')?.rounds ?? [], of);
    const cells = results.map(({ name, rounds }) => {
      const value = median(rounds, of);
      if (value === undefined) return '–';
      const ratio = name !== 'xo-rtm' && ours && value ? ` (${(value / ours).toFixed(1)}×)` : '';
      return format(value) + ratio;
    });
    console.log(`| ${label} | ${cells.join(' | ')} |`);
  }
}
