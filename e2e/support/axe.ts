import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const script = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/**
 * Returns the accessibility violations in the chat as `rule: element`, by all rules of axe-core. Iframes are not checked: they belong
 * to others, and axe could not access them without an error in the console.
 */
export async function axeViolations(page: Page): Promise<string[]> {
  if (await page.evaluate('typeof axe === "undefined"')) await page.evaluate(await readFile(script, 'utf8'));
  return page.evaluate(`axe.run('xo-chat', { resultTypes: ['violations'], iframes: false }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)))`);
}
