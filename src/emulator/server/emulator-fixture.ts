import type { TraceEntry } from '../state/trace.js';
import type { EmulatorOptions } from './emulator-options.js';
import { type Emulator, startEmulator } from './start-emulator.js';

/** As much of Playwright's `TestInfo` as a fixture needs. Vitest gives none. */
export interface FixtureTestInfo {
  readonly status?: string | undefined;
  readonly expectedStatus?: string;
  attach?(name: string, options: { body: string; contentType: string }): Promise<void>;
}

/** A fixture, as `test.extend` of Vitest and of Playwright takes it. */
export type EmulatorFixture = (
  fixtures: object,
  use: (emulator: Emulator) => Promise<void>,
  testInfo?: FixtureTestInfo,
) => Promise<void>;

/**
 * An emulator for each test that asks for it, on a port of its own, stopped when the test is over.
 *
 * ```ts
 * const test = base.extend<{ emulator: Emulator }>({ emulator: emulatorFixture({ greeting: 'Welcome!' }) });
 * ```
 *
 * With Playwright, a test that fails gets what happened attached to its report as `emulator-trace.jsonl`: JSON Lines, secrets
 * redacted, which the inspector can replay.
 *
 * @param options those of `startEmulator`, or what gives them for each test anew. @default {}
 */
export function emulatorFixture(
  options: EmulatorOptions | (() => EmulatorOptions | Promise<EmulatorOptions>) = {},
): EmulatorFixture {
  // biome-ignore lint/correctness/noEmptyPattern: both runners read from the pattern what a fixture needs, here nothing
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
