/**
 * `node demo/screenshot.mjs`: starts the demo, sends a message, and writes docs/screenshot.png, in the light theme.
 */
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { BROWSER_ARGS, findBrowser } from '../tools/support/find-browser.mjs';
import { startDemo } from './server/demo.mjs';

const FILE = fileURLToPath(new URL('../docs/screenshot.png', import.meta.url));

const demo = await startDemo({ port: 0, log: () => {} });
const browser = await chromium.launch({ executablePath: findBrowser(), args: BROWSER_ARGS });
try {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
    locale: 'en-GB',
    reducedMotion: 'reduce',
  });
  const errors = [];
  page.on('pageerror', (failure) => errors.push(failure.message));
  page.on('console', (line) => line.type() === 'error' && errors.push(line.text()));

  await page.goto(demo.url);
  const answers = page.locator('#trace li', { hasText: 'bot_response' });
  await answers.first().waitFor();
  await page.getByRole('textbox', { name: 'message' }).fill('button');
  await page.keyboard.press('Enter');
  await answers.nth(1).waitFor();
  // The typing indicator disappears and the list scrolls. The page is still when two pictures are the same.
  for (let last; ; ) {
    const picture = await page.screenshot({ animations: 'disabled', caret: 'hide' });
    if (last?.equals(picture)) break;
    last = picture;
    await page.waitForTimeout(250);
  }
  if (errors.length > 0) throw new Error(`unable to take the screenshot; errors of the page: ${errors.join(' | ')}`);
  await page.screenshot({ path: FILE, animations: 'disabled', caret: 'hide' });
  console.log('docs/screenshot.png');
} finally {
  await browser.close();
  await demo.stop();
}
