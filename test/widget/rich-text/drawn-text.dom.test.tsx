import { h, render } from 'preact';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../../src/widget/i18n/locales/en/core.js';
import { shownAtFirst } from '../../../src/widget/lib/text-steps.js';
import { richText } from '../../../src/widget/rich-text/load-rich-text.js';
import { PlainText } from '../../../src/widget/rich-text/PlainText.js';
import { RichText } from '../../../src/widget/rich-text/RichText.js';
import { HOSTILE_KINDS, longAnswer } from '../../support/hostile-texts.js';

/** For a machine with other work to do: what is waited for comes in steps. */
const WAIT = { timeout: 20_000, interval: 5 };

beforeAll(() => richText.load());

const boxes: HTMLElement[] = [];
afterEach(() => {
  for (const box of boxes.splice(0)) {
    render(null, box);
    box.remove();
  }
});

function draw(View: typeof RichText | typeof PlainText, text: string) {
  const box = document.createElement('div');
  document.body.append(box);
  boxes.push(box);
  const give = (next: string) => render(h(View, { text: next, t: en }), box);
  give(text);
  /** There from the first step on, to be pressed at the end of what is shown at first. */
  const button = () => box.querySelector<HTMLButtonElement>('button.rest:not([disabled])');
  const words = () => (box.textContent ?? '').replace(/Show (?:all|less)$/, '');
  return { box, give, button, words, count: () => box.querySelectorAll('*').length };
}

/** One of each group, and of the groups with most elements more: in happy-dom each takes a while. */
const KINDS = HOSTILE_KINDS.filter(
  ({ name }, at) => at % 12 === 0 || /^(?:links "(?:https|www)|lists and quotes "- a\\n"|tables)/.test(name),
);

describe.each([
  ['PlainText', PlainText],
  ['RichText', RichText],
])('%s', (_, View) => {
  it.each(KINDS.map(({ name, make }) => [name, make] as const))(
    'draws a bounded part of 50,000 characters of %s',
    async (_name, make) => {
      const { box, count, words, button } = draw(View, make(50_000));
      await expect.poll(button, WAIT).not.toBeNull();
      expect(words().length).toBeLessThanOrEqual(20_000);
      expect(count()).toBeLessThan(6_000);
      expect(box.querySelectorAll('a').length).toBeLessThan(2_500);
    },
    30_000,
  );
});

describe('a very long text', { timeout: 60_000 }, () => {
  const text = 'Words and www.a.example\n'.repeat(2_500);

  it('is drawn in steps, to a bound, and whole on request', async () => {
    const { words, button, count } = draw(PlainText, text);
    expect(words().length).toBeLessThan(5_000);
    await expect.poll(button, WAIT).not.toBeNull();
    expect(words()).toBe(shownAtFirst(text));
    expect([button()?.textContent, button()?.getAttribute('aria-expanded')]).toEqual(['Show all', 'false']);

    const before = count();
    button()!.click();
    let least = words().length;
    while (least < text.length) {
      await expect.poll(() => words().length, WAIT).toBeGreaterThan(least);
      least = words().length;
    }
    expect(words().replaceAll('\n', '')).toBe(text.replaceAll('\n', ''));
    expect([button()?.textContent, button()?.getAttribute('aria-expanded')]).toEqual(['Show less', 'true']);

    button()!.click();
    await expect.poll(count, WAIT).toBe(before);
    expect(words()).toBe(shownAtFirst(text));
    expect(button()?.textContent).toBe('Show all');
  });

  it('begins anew with another text', async () => {
    const { give, words, button } = draw(PlainText, text);
    await expect.poll(button, WAIT).not.toBeNull();
    give('short');
    await expect.poll(words, WAIT).toBe('short');
    expect(button()).toBeNull();
  });

  it('goes on where it was when it grows', async () => {
    const { give, words } = draw(PlainText, text.slice(0, 2_400));
    await expect.poll(words, WAIT).toBe(text.slice(0, 2_400));
    give(text.slice(0, 4_800));
    await expect.poll(words, WAIT).toBe(text.slice(0, 4_800));
  });
});

it('draws an answer of 12,000 characters in full, in its format, without being asked', {
  timeout: 60_000,
}, async () => {
  const answer = longAnswer(12_000);
  const { box, button } = draw(RichText, answer);
  const last = answer
    .match(/^## .*/gm)!
    .at(-1)!
    .slice(3);
  await expect.poll(() => [...box.querySelectorAll('h3')].at(-1)?.textContent, WAIT).toBe(last);
  expect(button()).toBeNull();
  expect(box.querySelectorAll('table').length).toBeGreaterThan(5);
  expect(box.querySelectorAll('.code-block').length).toBeGreaterThan(5);
});
