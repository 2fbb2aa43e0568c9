import { expect } from 'vitest';
import type { Finding } from '../../support/page-watch.js';
import { scenarioTest } from '../../support/scenario.js';

const STRICT =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src *; require-trusted-types-for 'script'";

const test = scenarioTest(import.meta.url, { csp: () => STRICT });

/** The page watch checks all other scenarios. This one tests the watch itself. */
const CASES: readonly [action: string, kind: Finding['kind'], text: string][] = [
  ['log', 'console', 'something broke'],
  ['throws', 'exception', 'nobody caught this'],
  ['inlineStyle', 'csp', 'style-src-attr'],
  ['html', 'csp', 'require-trusted-types-for'],
  ['elsewhere', 'foreign request', 'http://elsewhere.example/'],
  ['missing', 'failed request', '404'],
];

for (const [action, kind, text] of CASES) {
  test(`the watch reports a problem of a page: ${action}`, async ({ page, watch }) => {
    await page.evaluate(`misbehave.${action}()`).catch(() => {});
    const seen: Finding[] = [];
    await expect
      .poll(() => seen.push(...watch.takeFindings()) && seen)
      .toContainEqual({ kind, text: expect.stringContaining(text) });
    // The browser may also log the problem a moment later.
    watch.ignore(/./);
  });
}

test('ignored problems are not reported, before and after the call, and all others are', async ({ page, watch }) => {
  await page.evaluate('misbehave.missing()');
  await page.evaluate('misbehave.log()');
  watch.ignore(/404/);
  await page.evaluate('misbehave.missing()');
  const seen: Finding[] = [];
  await expect.poll(() => seen.push(...watch.takeFindings()) && seen).toHaveLength(1);
  expect(seen[0]?.text).toContain('something broke');
});

test('a page without problems has no findings', async ({ page, watch }) => {
  expect(await page.title()).toContain('A page');
  expect(watch.scripts).toHaveLength(1);
});
