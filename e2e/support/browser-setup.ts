import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { BROWSER_ARGS, findBrowser } from '../../tools/support/find-browser.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the one browser of this run is reached, for `chromium.connect()`. */
    browserEndpoint: string;
  }
}

/** One browser for the whole run; each test gets a context of its own in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await chromium.launchServer({ executablePath: findBrowser({ shell: true }), args: BROWSER_ARGS });
  project.provide('browserEndpoint', server.wsEndpoint());
  return () => server.close();
}
