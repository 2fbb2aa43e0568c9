import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { BROWSER_ARGS, findBrowser } from '../../tools/support/find-browser.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Endpoint of the browser of this run, for `chromium.connect()`. */
    browserEndpoint: string;
  }
}

/** Starts one browser for the whole run. Each test gets its own context in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await chromium.launchServer({ executablePath: findBrowser({ shell: true }), args: BROWSER_ARGS });
  project.provide('browserEndpoint', server.wsEndpoint());
  return () => server.close();
}
