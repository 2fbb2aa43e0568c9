/**
 * Measures the longest task of the page while a window renders a hostile text, with the processor slowed to a quarter. Part of
 * `npm run bench:widget`; `node bench/widget/hostile-texts.mjs [window] [pattern]` measures all kinds whose name matches.
 */
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { BROWSER_ARGS, findBrowser } from '../../tools/support/find-browser.mjs';
import { hostWindow, WINDOWS } from './measure-window.mjs';
import { traceTasks } from './trace-tasks.mjs';

const LENGTH = 50_000;
const THROTTLE = 4;
const ROUNDS = 3;
/** The time to wait for a window to render one message. */
const LIMIT_MS = 8_000;
/** A page that has not responded for this time counts as frozen. */
const FROZEN_MS = 30_000;

/** The most expensive kinds of each group, in one window or another. */
const MOST_EXPENSIVE = [
  'brackets "["',
  'brackets ")"',
  'emphasis "_*a"',
  'nested emphasis "*a **b " … "b** a*"',
  'lists and quotes "- a\\n"',
  'lists and quotes ">"',
  'stairs "- "',
  'tables "" "|a"',
  'tables "|a|b|\\n|-|-|\\n" "|*1*|**2**|\\n"',
  'entities "&amp;"',
  'html "<b>a"',
  'marks "a" "\u0301"',
  'links "https://a.b/ "',
  'links "see https://a.b/" ")"',
  'line ends "a\\n"',
  'blocks "# a\\n"',
  'code "```\\na\\n```\\n"',
  'long words "a"',
  'all of Unicode',
];

/** Loads the texts of the tests, which are written in TypeScript. @returns {Promise<readonly { name: string, make: (length: number) => string }[]>} */
async function hostileKinds() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../../test/support/hostile-texts.ts', import.meta.url))],
    bundle: true,
    format: 'esm',
    write: false,
  });
  const code = Buffer.from(/** @type {any} */ (outputFiles[0]).contents).toString('base64');
  return (await import(`data:text/javascript;base64,${code}`)).HOSTILE_KINDS;
}

/** Starts a browser. A page that is frozen can only be ended together with its browser. */
const launch = () =>
  chromium.launch({ executablePath: findBrowser(), args: [...BROWSER_ARGS, '--js-flags=--expose-gc'] });

/**
 * Measures one text in one window, in a new page.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {(typeof WINDOWS)[number]} window
 * @param {string} text
 * @returns {Promise<number>} milliseconds of processor time of the longest task; infinite for a frozen page
 */
async function longestTask(browser, window, text) {
  return hostWindow(browser, window, ({ options, onPage }) =>
    onPage(async ({ call, slow, session }) => {
      await call(`firstMessage(${options})`);
      // The markup parser is loaded once per page. Its load does not count as cost of a text.
      await call(`hold('**warm** \`up\`')`);
      await call('show(3000)');
      await call(`hold(${JSON.stringify(text)})`);
      await call('settle()');
      await slow(THROTTLE);
      const measured = traceTasks(session, () => call(`show(${LIMIT_MS})`)).then(({ tasks }) => Math.max(...tasks));
      measured.catch(() => {});
      /** @type {NodeJS.Timeout | undefined} */
      let timer;
      const frozen = new Promise((resolve) => {
        timer = setTimeout(resolve, FROZEN_MS, Number.POSITIVE_INFINITY);
      });
      const ms = /** @type {number} */ (await Promise.race([measured, frozen]));
      clearTimeout(timer);
      // A frozen page cannot be closed.
      if (ms === Number.POSITIVE_INFINITY) await browser.close();
      return ms;
    }),
  );
}

/**
 * Measures several kinds of texts in one window.
 *
 * @param {string} name of the window
 * @param {{ wanted?: (kind: string) => boolean, rounds?: number, onMeasured?: (kind: string, ms: number) => void }} [options]
 *   `wanted` selects the kinds, by default the most expensive ones; `onMeasured` is called after each kind
 * @returns {Promise<Map<string, number>>} the median of each kind by its name; infinite for a frozen page
 */
export async function measureHostileTexts(
  name,
  { wanted = (kind) => MOST_EXPENSIVE.includes(kind), rounds = ROUNDS, onMeasured = () => {} } = {},
) {
  const window = WINDOWS.find((each) => each.name === name);
  if (!window) throw new Error(`unable to measure ${name}; there is no such window`);
  /** @type {Map<string, number>} */
  const medians = new Map();
  const kinds = await hostileKinds();
  const unknown = MOST_EXPENSIVE.filter((name) => !kinds.some((kind) => kind.name === name));
  if (unknown.length) throw new Error(`unable to measure ${unknown.join(', ')}; the generator makes no such text`);
  let browser = await launch();
  try {
    for (const kind of kinds.filter((each) => wanted(each.name))) {
      /** @type {number[]} */
      const times = [];
      const text = kind.make(LENGTH);
      while (times.length < rounds && times.at(-1) !== Number.POSITIVE_INFINITY) {
        times.push(await longestTask(browser, window, text));
        if (!browser.isConnected()) browser = await launch();
      }
      const median = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
      medians.set(kind.name, times.includes(Number.POSITIVE_INFINITY) ? Number.POSITIVE_INFINITY : median);
      onMeasured(kind.name, medians.get(kind.name) ?? Number.NaN);
    }
  } finally {
    await browser.close();
  }
  return medians;
}

const cell = (/** @type {number | undefined} */ ms) =>
  ms === undefined
    ? '–'
    : ms === Number.POSITIVE_INFINITY
      ? `no answer for ${FROZEN_MS / 1_000} s`
      : `${Math.round(ms).toLocaleString('en')} ms`;

/** Prints the table: our window next to deep-chat, which is measured once. */
export async function compareHostileTexts() {
  const ours = await measureHostileTexts('xo-rtm');
  const theirs = await measureHostileTexts('deep-chat', { rounds: 1 });
  console.log(
    `\n| ${LENGTH.toLocaleString('en')} characters of … at ${THROTTLE}×: longest task | xo-rtm | deep-chat |`,
  );
  console.log('|---|---:|---:|');
  for (const [kind, ms] of ours) console.log(`| ${kind} | ${cell(ms)} | ${cell(theirs.get(kind))} |`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [name = 'xo-rtm', pattern = ''] = process.argv.slice(2);
  await measureHostileTexts(name, {
    wanted: (kind) => new RegExp(pattern).test(kind),
    rounds: 1,
    onMeasured: (kind, ms) => console.log(`${cell(ms).padStart(22)}  ${kind}`),
  });
}
