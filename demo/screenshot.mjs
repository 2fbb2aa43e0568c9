/**
 * `node demo/screenshot.mjs`: starts the demo, says a line, and writes docs/screenshot.png, light, as a customer sees it.
 *
 * Takes the browser of CHROMIUM_PATH, the system's, or playwright's own.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { startDemo } from './server/demo.mjs';

const FILE = fileURLToPath(new URL('../docs/screenshot.png', import.meta.url));

function findBrowser() {
  const { CHROMIUM_PATH } = process.env;
  const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', chromium.executablePath()];
  const found = CHROMIUM_PATH ?? known.find((path) => existsSync(path));
  if (found) return found;
  throw new Error('unable to take the screenshot; no Chromium was found. Set CHROMIUM_PATH.');
}

const demo = await startDemo({ port: 0, say: () => {} });
const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
});
try {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
    locale: 'en-GB',
    reducedMotion: 'reduce',
  });
  const trouble = [];
  page.on('pageerror', (failure) => trouble.push(failure.message));
  page.on('console', (line) => line.type() === 'error' && trouble.push(line.text()));

  await page.goto(demo.url);
  const answers = page.locator('#trace li', { hasText: 'bot_response' });
  await answers.first().waitFor();
  await page.getByRole('textbox', { name: 'message' }).fill('button');
  await page.keyboard.press('Enter');
  await answers.nth(1).waitFor();
  // Typing ends, the list scrolls: the page is still when two pictures are the same.
  for (let last; ; ) {
    const picture = await page.screenshot({ animations: 'disabled', caret: 'hide' });
    if (last?.equals(picture)) break;
    last = picture;
    await page.waitForTimeout(250);
  }
  if (trouble.length > 0) throw new Error(`unable to take the screenshot; the page says: ${trouble.join(' | ')}`);
  await page.screenshot({ path: FILE, animations: 'disabled', caret: 'hide' });
  console.log('docs/screenshot.png');
} finally {
  await browser.close();
  await demo.stop();
}
