import { h, render } from 'preact';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../../src/widget/i18n/locales/en/core.js';
import { shownAtFirst } from '../../../src/widget/lib/text-steps.js';
import { richText } from '../../../src/widget/rich-text/load-rich-text.js';
import { PlainText } from '../../../src/widget/rich-text/PlainText.js';
import { RichText } from '../../../src/widget/rich-text/RichText.js';
import { HOSTILE_KINDS, longAnswer } from '../../support/hostile-texts.js';

/** Generous, for busy machines: texts are drawn in steps. */
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
  const setText = (next: string) => render(h(View, { text: next, t: en }), box);
  setText(text);
  /** The button below a cut text, once it can be pressed: it is disabled until the beginning is drawn. */
  const button = () => box.querySelector<HTMLButtonElement>('button.rest:not([disabled])');
  const shownText = () => (box.textContent ?? '').replace(/Show (?:all|less)$/, '');
  return { box, setText, button, shownText, count: () => box.querySelectorAll('*').length };
}

/** Every twelfth kind, and all kinds of the groups with most elements: each takes a while in happy-dom. */
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
      const { box, count, shownText, button } = draw(View, make(50_000));
      await expect.poll(button, WAIT).not.toBeNull();
      expect(shownText().length).toBeLessThanOrEqual(20_000);
      expect(count()).toBeLessThan(6_000);
      expect(box.querySelectorAll('a').length).toBeLessThan(2_500);
    },
    30_000,
  );
});

describe('a very long text', { timeout: 60_000 }, () => {
  const text = 'Words and www.a.example\n'.repeat(2_500);

  it('is drawn in steps up to a limit, and in full on request', async () => {
    const { shownText, button, count } = draw(PlainText, text);
    expect(shownText().length).toBeLessThan(5_000);
    await expect.poll(button, WAIT).not.toBeNull();
    expect(shownText()).toBe(shownAtFirst(text));
    expect([button()?.textContent, button()?.getAttribute('aria-expanded')]).toEqual(['Show all', 'false']);

    const before = count();
    button()!.click();
    let least = shownText().length;
    while (least < text.length) {
      await expect.poll(() => shownText().length, WAIT).toBeGreaterThan(least);
      least = shownText().length;
    }
    expect(shownText().replaceAll('\n', '')).toBe(text.replaceAll('\n', ''));
    expect([button()?.textContent, button()?.getAttribute('aria-expanded')]).toEqual(['Show less', 'true']);

    button()!.click();
    await expect.poll(count, WAIT).toBe(before);
    expect(shownText()).toBe(shownAtFirst(text));
    expect(button()?.textContent).toBe('Show all');
  });

  it('starts again when it is replaced by another text', async () => {
    const { setText, shownText, button } = draw(PlainText, text);
    await expect.poll(button, WAIT).not.toBeNull();
    setText('short');
    await expect.poll(shownText, WAIT).toBe('short');
    expect(button()).toBeNull();
  });

  it('continues where it was when it grows', async () => {
    const { setText, shownText } = draw(PlainText, text.slice(0, 2_400));
    await expect.poll(shownText, WAIT).toBe(text.slice(0, 2_400));
    setText(text.slice(0, 4_800));
    await expect.poll(shownText, WAIT).toBe(text.slice(0, 4_800));
  });
});

it('draws an answer of 12,000 characters in full and formatted, without a button', {
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
