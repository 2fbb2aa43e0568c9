import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { hostWindow, WINDOWS } from './measure-window.mjs';
import { traceTasks } from './trace-tasks.mjs';

const LENGTH = 50_000;
const THROTTLE = 4;
/** A window that is busy with one message for longer is not waited for. */
const LIMIT_MS = 6_000;

/** The texts of the tests, which are written in TypeScript. @returns {Promise<readonly { name: string, make: (length: number) => string }[]>} */
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

/**
 * Milliseconds of the longest task after one message of each kind, the processor slowed to a quarter; a page for each group.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} name of the window
 * @param {(kind: string) => boolean} [wanted]
 * @param {(kind: string, ms: number) => void} [tell] hears of each as soon as it is measured
 * @returns {Promise<Map<string, number>>} by the name of the kind
 */
export async function measureHostileTexts(browser, name, wanted = () => true, tell = () => {}) {
  const kinds = (await hostileKinds()).filter((kind) => wanted(kind.name));
  const window = WINDOWS.find((each) => each.name === name);
  if (!window) throw new Error(`unable to measure ${name}; there is no such window`);
  /** @type {Map<string, number>} */
  const longest = new Map();
  await hostWindow(browser, window, async ({ options, onPage }) => {
    for (const kind of kinds) {
      const ms = await onPage(async ({ call, slow, session }) => {
        await call(`firstWords(${options})`);
        // What reads markup is loaded once in the life of a page: its beginning is no part of what a text costs.
        await call(`show('**warm** \`up\`', 3000)`);
        await slow(THROTTLE);
        const { tasks } = await traceTasks(session, () =>
          call(`show(${JSON.stringify(kind.make(LENGTH))}, ${LIMIT_MS})`),
        );
        return Math.max(...tasks);
      });
      longest.set(kind.name, ms);
      tell(kind.name, ms);
    }
  });
  return longest;
}
