import type { TraceEntry } from '../state/trace.js';
import type { EmulatorOptions } from './emulator-options.js';
import { type Emulator, startEmulator } from './start-emulator.js';

/** The used part of Playwright's `TestInfo`. Vitest passes none. */
export interface FixtureTestInfo {
  readonly status?: string | undefined;
  readonly expectedStatus?: string;
  attach?(name: string, options: { body: string; contentType: string }): Promise<void>;
}

/** A fixture for `test.extend` of Vitest and of Playwright. */
export type EmulatorFixture = (
  fixtures: object,
  use: (emulator: Emulator) => Promise<void>,
  testInfo?: FixtureTestInfo,
) => Promise<void>;

/**
 * Starts an emulator for each test that uses it, on a port of its own, and stops it after the test.
 *
 * ```ts
 * const test = base.extend<{ emulator: Emulator }>({ emulator: emulatorFixture({ greeting: 'Welcome!' }) });
 * ```
 *
 * With Playwright, the trace is attached to the report of a failed test as `emulator-trace.jsonl`. It is in JSON Lines, with secrets
 * redacted, and the inspector can replay it.
 *
 * @param options options of `startEmulator`, or a function that returns them for each test. @default {}
 */
export function emulatorFixture(
  options: EmulatorOptions | (() => EmulatorOptions | Promise<EmulatorOptions>) = {},
): EmulatorFixture {
  // biome-ignore lint/correctness/noEmptyPattern: both runners read the dependencies of a fixture from the pattern; this one has none
  return async ({}, use, testInfo) => {
    const emulator = await startEmulator(typeof options === 'function' ? await options() : options);
    const trace: TraceEntry[] = [];
    if (testInfo?.attach) emulator.observe((entry) => trace.push(entry));
    try {
      await use(emulator);
    } finally {
      await emulator.stop();
    }
    if (testInfo?.status === testInfo?.expectedStatus) return;
    const body = trace.map((entry) => `${JSON.stringify(entry)}\n`).join('');
    await testInfo?.attach?.('emulator-trace.jsonl', { body, contentType: 'application/x-ndjson' });
  };
}
