import { startDemo } from '../../demo/server/demo.mjs';
import { browserTest } from './scenario.js';

/** A test on the gallery of the demo, which shows only the window. `show()` puts the window into a state. */
export const galleryTest = browserTest
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the dependencies of a fixture from the pattern, and this one has none
  .extend('address', { scope: 'file' }, async ({}, { onCleanup }) => {
    const demo = await startDemo({ port: 0, log: () => {} });
    onCleanup(() => demo.stop());
    return demo.url;
  })
  .extend('page', async ({ address, context, watch }) => {
    watch.allowOrigin(address);
    // One of the states is a chat without options.
    watch.ignore(/\[xo-rtm\] unable to show the chat yet/);
    const page = await context.newPage();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(`${address}gallery.html#bare`);
    await page.locator('xo-chat .window').waitFor();
    return page;
  })
  .extend(
    'show',
    ({ page }) =>
      (state: string, options: { theme?: string; locale?: string } = {}) =>
        page.evaluate<void>(`gallery.show(${JSON.stringify({ state, theme: 'light', locale: 'en', ...options })})`),
  );
