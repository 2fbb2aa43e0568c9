import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { emojiWords } from './tools/support/emoji-words.mjs';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };

/** One runner for everything, so that there is one honest count. Suffixes choose the project. */
const project = (name: string, include: string[], test: object = {}) => ({
  extends: true as const,
  test: { name, include, ...test },
});

// Not braces: with one name in them they match nothing, and nobody is told.
const suffixes = (...names: string[]) => `test/**/*.@(${names.join('|')}).test.@(ts|tsx)`;

export default defineConfig({
  define: { __XO_RTM_VERSION__: JSON.stringify(version) },
  plugins: [emojiWords()],
  test: {
    passWithNoTests: false,
    setupFiles: ['test/support/fast-check-setup.ts', 'test/support/load-parts.ts'],
    // A slow machine is no failure. A test that hangs still ends.
    testTimeout: 20_000,
    // Of two cores Vitest would leave one idle.
    maxWorkers: '100%',
    // Simulations make millions of short-lived objects: with room for them the garbage collector takes half the time.
    execArgv: ['--max-semi-space-size=64'],
    projects: [
      project('unit', ['test/**/*.test.{ts,tsx}'], {
        exclude: [suffixes('dom', 'integration'), 'test/package/**'],
        // Nothing happens on import, so nothing of one file is left for the next: most of them are shorter than a new process.
        isolate: false,
      }),
      project('dom', [suffixes('dom')], { environment: 'happy-dom' }),
      project('integration', [suffixes('integration')], {
        testTimeout: 15_000,
        // As for e2e, below.
        expect: { poll: { timeout: 10_000 } },
      }),
      // Below: what measures, compiles and draws has the machine for itself, one group after the other.
      project('package', ['test/package/**/*.test.ts'], {
        testTimeout: 60_000,
        hookTimeout: 60_000,
        globalSetup: ['test/package/pack-setup.ts'],
        sequence: { groupOrder: 1 },
      }),
      project('e2e', ['e2e/scenarios/**/*.spec.ts'], {
        testTimeout: 30_000,
        hookTimeout: 60_000,
        // What is waited for comes when it comes: a slow machine is no failure.
        expect: { poll: { timeout: 10_000 } },
        // Each test waits for a page half of its time, so that two cores serve three.
        maxWorkers: 3,
        // Importing Playwright takes seconds, so that the specs of a worker share it.
        isolate: false,
        // A browser has moods, on a busy machine most of all. `npm test` says which tests needed the second try.
        retry: 1,
        globalSetup: ['e2e/support/browser-setup.ts'],
        sequence: { groupOrder: 2 },
      }),
    ],
  },
});
