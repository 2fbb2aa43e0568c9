import { h, render } from 'preact';
import { afterEach, expect, it, vi } from 'vitest';
import { en } from '../../../src/widget/i18n/locales/en/core.js';
import { drawnText, LazyText } from '../../../src/widget/rich-text/LazyText.js';

const boxes: HTMLElement[] = [];
afterEach(() => {
  for (const box of boxes.splice(0)) render(null, box);
  vi.restoreAllMocks();
  drawnText.loaded = undefined;
});

function draw(text: string) {
  const box = document.createElement('div');
  boxes.push(box);
  const setText = (next: string) => render(h(LazyText, { text: next, t: en }), box);
  setText(text);
  return { box, setText };
}

it('loads nothing for a short plain text, and draws links once DrawnText has loaded', async () => {
  const load = vi.spyOn(drawnText, 'load');
  const { box, setText } = draw('Hello');
  expect(box.textContent).toBe('Hello');
  expect(load).not.toHaveBeenCalled();

  setText('Hello, see https://a.example/x');
  expect(box.textContent).toBe('Hello, see https://a.example/x');
  await expect.poll(() => box.querySelector('a')?.href).toBe('https://a.example/x');
  expect(load).toHaveBeenCalledTimes(1);
});

it('draws the beginning of a long text while loading, cut between two characters', () => {
  const { box } = draw(`${'a'.repeat(999)}😀${'b'.repeat(50_000)}`);
  expect(box.textContent).toBe('a'.repeat(999));
});

it('draws more of it as plain text if DrawnText fails to load', async () => {
  const load = vi.spyOn(drawnText, 'load').mockResolvedValue();
  const { box } = draw('w '.repeat(25_000));
  await expect.poll(() => box.textContent?.length).toBe(20_000);
  expect(load).toHaveBeenCalledTimes(1);
});
