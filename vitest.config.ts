import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { emojiWords } from './tools/support/emoji-words.mjs';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };

/** Vitest runs all tests, so that there is one count of them. The suffix of a file name determines its project. */
const project = (name: string, include: string[], test: object = {}) => ({
  extends: true as const,
  test: { name, include, ...test },
});

// Not braces: with a single name in them they match no file, without a warning.
const suffixes = (...names: string[]) => `test/**/*.@(${names.join('|')}).test.@(ts|tsx)`;

export default defineConfig({
  define: { __XO_RTM_VERSION__: JSON.stringify(version) },
  plugins: [emojiWords()],
  test: {
    passWithNoTests: false,
    setupFiles: ['test/support/fast-check-setup.ts', 'test/support/load-parts.ts'],
    // Long enough for a slow machine. A test that hangs still ends.
    testTimeout: 20_000,
    // By default Vitest would leave one of two cores idle.
    maxWorkers: '100%',
    // Simulations create millions of short-lived objects. A larger young generation halves the time of the garbage collector.
    execArgv: ['--max-semi-space-size=64'],
    projects: [
      project('unit', ['test/**/*.test.{ts,tsx}'], {
        exclude: [suffixes('dom', 'integration'), 'test/package/**'],
        // Modules have no side effects on import, so files cannot affect each other. Most files take less time than a new process.
        isolate: false,
      }),
      project('dom', [suffixes('dom')], { environment: 'happy-dom' }),
      project('integration', [suffixes('integration')], {
        testTimeout: 15_000,
        // As for e2e below.
        expect: { poll: { timeout: 10_000 } },
      }),
      // The projects below measure, compile and render, so they run after the others, one group after the other.
      project('package', ['test/package/**/*.test.ts'], {
        testTimeout: 60_000,
        hookTimeout: 60_000,
        globalSetup: ['test/package/pack-setup.ts'],
        sequence: { groupOrder: 1 },
      }),
      project('e2e', ['e2e/scenarios/**/*.spec.ts'], {
        testTimeout: 30_000,
        hookTimeout: 60_000,
        // Long enough for a slow machine.
        expect: { poll: { timeout: 10_000 } },
        // Each test waits for a page half of its time, so two cores are enough for three workers.
        maxWorkers: 3,
        // Importing Playwright takes seconds, so the specs of a worker share it.
        isolate: false,
        // Browsers are not fully reliable on a busy machine. `npm test` lists the tests that needed a second try.
        retry: 1,
        globalSetup: ['e2e/support/browser-setup.ts'],
        sequence: { groupOrder: 2 },
      }),
    ],
  },
});
