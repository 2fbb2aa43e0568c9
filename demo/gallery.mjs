/**
 * `npm run gallery`: takes pictures of every state of the window and of every template, light and dark, left to right and right to
 * left, 320 and 400 pixels wide and full screen, into the folder `gallery`, with a page that shows them all.
 *
 * `npm run gallery -- waiting offline` takes only pictures of these two states.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { BROWSER_ARGS, findBrowser } from '../tools/support/find-browser.mjs';
import { startDemo } from './server/demo.mjs';

const FOLDER = fileURLToPath(new URL('../gallery/', import.meta.url));

const THEMES = ['light', 'dark'];
const LOCALES = { en: 'ltr', ar: 'rtl' };
const SCREENS = {
  320: { width: 320, height: 640 },
  400: { width: 400, height: 720 },
  full: { width: 1280, height: 800 },
};

const demo = await startDemo({ port: 0, log: () => {} });
const browser = await chromium.launch({ executablePath: findBrowser(), args: BROWSER_ARGS });
try {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  const page = await browser.newPage({ locale: 'en-GB', reducedMotion: 'reduce' });
  const errors = [];
  page.on('pageerror', (failure) => errors.push(failure.message));
  await page.goto(`${demo.url}gallery.html#bare`);
  await page.locator('xo-chat .window').waitFor();
  const all = await page.evaluate('[...gallery.states, ...gallery.templates]');
  const selected = process.argv.slice(2);
  const unknown = selected.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Error(`unable to take pictures; there is no state ${unknown}. There are: ${all}`);

  const rows = [];
  for (const state of selected.length > 0 ? selected : all) {
    const files = [];
    for (const [screen, viewport] of Object.entries(SCREENS)) {
      await page.setViewportSize(viewport);
      for (const theme of THEMES) {
        await page.emulateMedia({ colorScheme: theme });
        for (const [locale, direction] of Object.entries(LOCALES)) {
          await page.evaluate(`gallery.show(${JSON.stringify({ state, theme, locale })})`);
          const file = `${state.replaceAll(/\W+/g, '-')}-${screen}-${theme}-${direction}.png`;
          await page.screenshot({ path: `${FOLDER}${file}`, animations: 'disabled', caret: 'hide' });
          files.push(file);
        }
      }
    }
    rows.push({ state, files });
  }
  if (errors.length > 0) throw new Error(`unable to take the pictures; errors of the page: ${errors.join(' | ')}`);
  await writeFile(`${FOLDER}index.html`, overview(rows));
  console.log(`gallery/index.html: ${rows.flatMap(({ files }) => files).length} pictures`);
} finally {
  await browser.close();
  await demo.stop();
}

function overview(rows) {
  const figures = ({ state, files }) =>
    `<h2>${state}</h2>\n<p>${files.map((file) => `<a href="${file}"><img src="${file}" alt="${file}" loading="lazy" height="400"></a>`).join('\n')}</p>`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>The states of the window</title>
<style>body { font-family: system-ui; margin: 1rem } p { display: flex; gap: .5rem; overflow-x: auto }</style>
<h1>The states of the window</h1>
${rows.map(figures).join('\n')}
</html>
`;
}
