import { expect } from 'vitest';
import type { Finding } from '../../support/page-watch.js';
import { scenarioTest } from '../../support/scenario.js';

const STRICT =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src *; require-trusted-types-for 'script'";

const test = scenarioTest(import.meta.url, { csp: () => STRICT });

/** The watch judges every other scenario; here it is judged itself. */
const CASES: readonly [deed: string, kind: Finding['kind'], text: string][] = [
  ['log', 'console', 'something broke'],
  ['throws', 'exception', 'nobody caught this'],
  ['inlineStyle', 'csp', 'style-src-attr'],
  ['html', 'csp', 'require-trusted-types-for'],
  ['elsewhere', 'foreign request', 'http://elsewhere.example/'],
  ['missing', 'failed request', '404'],
];

for (const [deed, kind, text] of CASES) {
  test(`the watch sees a page that does: ${deed}`, async ({ page, watch }) => {
    await page.evaluate(`misbehave.${deed}()`).catch(() => {});
    const seen: Finding[] = [];
    await expect
      .poll(() => seen.push(...watch.takeFindings()) && seen)
      .toContainEqual({ kind, text: expect.stringContaining(text) });
    // The browser may tell the console as well, a moment later.
    watch.forgive(/./);
  });
}

test('what a test provokes is forgiven, early or late, and nothing else', async ({ page, watch }) => {
  await page.evaluate('misbehave.missing()');
  await page.evaluate('misbehave.log()');
  watch.forgive(/404/);
  await page.evaluate('misbehave.missing()');
  const seen: Finding[] = [];
  await expect.poll(() => seen.push(...watch.takeFindings()) && seen).toHaveLength(1);
  expect(seen[0]?.text).toContain('something broke');
});

test('a page that does nothing wrong leaves nothing behind', async ({ page, watch }) => {
  expect(await page.title()).toContain('A page');
  expect(watch.scripts).toHaveLength(1);
});
