import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { test as base, expect, inject } from 'vitest';
import { type Emulator, type EmulatorOptions, startEmulator } from 'xo-rtm/emulator';
import { bundle } from './bundle.js';
import { startPageServer } from './page-server.js';
import { watchContext } from './page-watch.js';

export interface ScenarioOptions {
  /** Value of the header Content-Security-Policy. @default none */
  csp?: (emulator: Emulator) => string;
  emulator?: EmulatorOptions;
  /** A module of the scenario to bundle with its imports and to serve as `/bundle.js`. @default none */
  app?: string;
}

/**
 * The strictest policy that a page with a chat can have: no inline code, no hosts but the platform, no HTML from strings. Injected
 * code would be reported as a violation.
 *
 * @param more further directives that a scenario needs
 */
export const strictCsp =
  (...more: string[]) =>
  ({ url }: Emulator): string =>
    [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      `connect-src 'self' ${url} ${url.replace('http', 'ws')}`,
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
      ...more,
    ].join('; ');

/** `SLOW_PAGES=4` makes all pages four times slower, which reveals specs that do not wait for something. */
const SLOWNESS = Number(process.env.SLOW_PAGES ?? 1);

async function slowDown(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWNESS });
}

/** Folder for screenshots of failed tests. */
const RESULTS = fileURLToPath(new URL('../../test-results/', import.meta.url));

/**
 * Returns the `test` function of a scenario: a real browser opens its page.html, which connects to the emulator over real sockets.
 * Package and emulator are those in dist/, as users get them. Problems on the page (see page-watch.ts) fail the test.
 *
 * Tests get `emulator`, `site` (the page's server), `context`, `watch` and `page`, which shows page.html. There `{{apiUrl}}`,
 * `{{jwtUrl}}`, `{{botName}}` and `{{botId}}` are replaced.
 *
 * @param specUrl `import.meta.url` of the spec, which is in the folder of page.html
 */
export function scenarioTest(specUrl: string, { csp, emulator: emulatorOptions, app }: ScenarioOptions = {}) {
  const folder = dirname(fileURLToPath(specUrl));

  return (
    browserTest
      // biome-ignore lint/correctness/noEmptyPattern: as below
      .extend('emulator', async ({}, { onCleanup }) => {
        const emulator = await startEmulator({ ...emulatorOptions, port: 0 });
        onCleanup(() => emulator.stop());
        return emulator;
      })
      .extend('site', async ({ emulator }, { onCleanup }) => {
        const { apiUrl, jwtUrl, bot } = emulator;
        const values = { apiUrl, jwtUrl, botName: bot.name, botId: bot.id };
        const site = await startPageServer({
          folder,
          values,
          ...(csp && { csp: csp(emulator) }),
          ...(app && { generated: { '/bundle.js': await bundle(join(folder, app)) } }),
        });
        onCleanup(() => site.stop());
        return site;
      })
      .extend('page', async ({ emulator, site, context, watch, task }, { onCleanup }) => {
        watch.allowOrigin(emulator.url);
        watch.allowOrigin(site.origin);
        const page = await context.newPage();
        await page.goto(site.origin);
        // Closed before its servers stop, or pending requests would be reported as failures. After a failure it stays for a screenshot.
        onCleanup(() => (task.result?.state === 'fail' ? undefined : page.close()));
        return page;
      })
  );
}

/** A test with its own browser context, whose pages are watched. */
export const browserTest = base
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the dependencies of a fixture from the pattern, and this one has none
  .extend('browser', { scope: 'file' }, async ({}, { onCleanup }) => {
    const browser = await chromium.connect(inject('browserEndpoint'));
    onCleanup(() => browser.close());
    return browser;
  })
  .extend('context', async ({ browser, task }, { onCleanup }) => {
    const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Berlin' });
    context.setDefaultTimeout(10_000);
    if (SLOWNESS > 1) context.on('page', (page) => void slowDown(page).catch(() => {}));
    onCleanup(async () => {
      if (task.result?.state === 'fail') {
        const name = `${task.file.projectName ?? ''}-${task.name}`.replace(/\W+/g, '-');
        for (const [index, page] of context.pages().entries()) {
          await page.screenshot({ path: `${RESULTS}${name}-${index}.png` });
        }
      }
      await context.close();
    });
    return context;
  })
  .extend('watch', ({ context }) => watchContext(context));

// A hook and not a cleanup of the fixture, so that problems count for the attempt in which they occurred.
browserTest.afterEach(({ watch }) => expect(watch.takeFindings()).toEqual([]));
