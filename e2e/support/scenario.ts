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
  /** A module of the scenario that is bundled with all it imports, and served as `/bundle.js`. @default none */
  app?: string;
}

/**
 * The strictest policy that a page with a chat can have: nothing inline, nothing of elsewhere but the platform, no HTML from
 * strings. What gets through the window is told as a violation.
 *
 * @param more directives that a scenario needs beside these
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

/** `SLOW_PAGES=4`: all pages are so many times slower, and what a spec takes for granted too early shows. */
const SLOWNESS = Number(process.env.SLOW_PAGES ?? 1);

async function slowDown(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWNESS });
}

/** Where screenshots of failed tests go. */
const RESULTS = fileURLToPath(new URL('../../test-results/', import.meta.url));

/**
 * The `test` of a scenario: a page.html seen by a real browser, talking to the emulator over real sockets. All of it comes from
 * dist/, as users get it. What the page should not have done (see page-watch.ts) fails the test at its end.
 *
 * Tests get `emulator`, `site` (the page's server), `context`, `watch` and `page`, which is open on page.html. There `{{apiUrl}}`,
 * `{{jwtUrl}}`, `{{botName}}` and `{{botId}}` are filled in.
 *
 * @param specUrl `import.meta.url` of the spec beside page.html
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
          ...(app && { made: { '/bundle.js': await bundle(join(folder, app)) } }),
        });
        onCleanup(() => site.stop());
        return site;
      })
      .extend('page', async ({ emulator, site, context, watch, task }, { onCleanup }) => {
        watch.allowOrigin(emulator.url);
        watch.allowOrigin(site.origin);
        const page = await context.newPage();
        await page.goto(site.origin);
        // Before its servers are gone, or what it still loads would be told as a failure. One that failed has its picture taken.
        onCleanup(() => (task.result?.state === 'fail' ? undefined : page.close()));
        return page;
      })
  );
}

/** A test with a browser context of its own, watched. */
export const browserTest = base
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern what a fixture needs, here nothing
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

// A hook, not a cleanup of the fixture: only then does what the watch has seen belong to the try it was seen in.
browserTest.afterEach(({ watch }) => expect(watch.takeFindings()).toEqual([]));
