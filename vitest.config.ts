import { defineConfig } from 'vitest/config';

/** One runner for everything, so that there is one honest count. Suffixes choose the project. */
const project = (name: string, include: string[], test: object = {}) => ({
  extends: true as const,
  test: { name, include, ...test },
});

export default defineConfig({
  test: {
    passWithNoTests: false,
    projects: [
      project('unit', ['test/**/*.test.{ts,tsx}', 'test/**/*.property.test.ts'], {
        exclude: ['test/**/*.{dom,integration}.test.{ts,tsx}', 'test/package/**'],
      }),
      project('dom', ['test/**/*.dom.test.{ts,tsx}'], { environment: 'happy-dom' }),
      project('integration', ['test/**/*.integration.test.ts'], { testTimeout: 15_000 }),
      project('package', ['test/package/**/*.test.ts'], { testTimeout: 60_000 }),
      project('e2e', ['e2e/scenarios/**/*.spec.ts'], {
        testTimeout: 30_000,
        hookTimeout: 60_000,
        fileParallelism: false,
        globalSetup: ['e2e/support/browser-setup.ts'],
      }),
    ],
  },
});
