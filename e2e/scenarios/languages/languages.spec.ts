import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { scenarioTest, strictCsp } from '../../support/scenario.js';

/** The script tag, which loads strings from its own folder, under a policy that forbids everything else. */
const test = scenarioTest(import.meta.url, {
  csp: strictCsp(),
  emulator: { script: async (_, say) => void (await say('أهلا وسهلا، كيف يمكنني مساعدتك؟')) },
});

const WORDS = {
  ar: { open: 'فتح الدردشة', write: 'اكتب رسالة', online: 'متصل' },
  de: { open: 'Chat öffnen', write: 'Nachricht schreiben', online: 'Online' },
  es: { open: 'Abrir el chat', write: 'Escribir un mensaje', online: 'En línea' },
  fr: { open: 'Ouvrir la discussion', write: 'Écrire un message', online: 'En ligne' },
  hi: { open: 'चैट खोलें', write: 'संदेश लिखें', online: 'ऑनलाइन' },
  ja: { open: 'チャットを開く', write: 'メッセージを入力', online: 'オンライン' },
  pt: { open: 'Abrir o chat', write: 'Escrever uma mensagem', online: 'On-line' },
  en: { open: 'Open chat', write: 'Write a message', online: 'Online' },
} as const;

/** Returns the horizontal centre of an element, relative to the width of the page. */
async function middle(page: Page, selector: string): Promise<number> {
  const box = (await page.locator(`xo-chat ${selector}`).last().boundingBox())!;
  return (box.x + box.width / 2) / page.viewportSize()!.width;
}

test('shows each language when the locale changes, and loads only its strings', async ({ page, watch }) => {
  const shown = new Set<string>();
  /** Languages whose strings were loaded: those of the window, of templates, of the composer. */
  const loaded = () => {
    const names = watch.scripts.map(
      ({ url }) => /\/([a-z]{2})-(?:(?:composer|templates)-)?[\w-]{8}\.js$/.exec(url)?.[1] ?? '',
    );
    return [...new Set(names.filter((name) => name in WORDS))].sort();
  };
  await page.getByRole('button', { name: WORDS.ar.open }).click();
  for (const [locale, { write, online }] of Object.entries(WORDS)) {
    await page.locator('xo-chat').evaluate((chat, tag) => chat.setAttribute('locale', tag), locale);
    const field = page.getByRole('textbox', { name: write, exact: true });
    await field.waitFor();
    await page.locator('xo-chat .connection', { hasText: online }).waitFor();
    expect(await field.evaluate((element) => element.closest('[lang]')?.getAttribute('lang'))).toBe(locale);
    shown.add(locale);
    expect(loaded()).toEqual([...shown].filter((language) => language !== 'en').sort());
  }
});

test('is mirrored in a right-to-left language', async ({ page }) => {
  await page.setViewportSize({ width: 1000, height: 800 });
  await page.getByRole('button', { name: WORDS.ar.open }).click();
  await page.getByRole('textbox', { name: WORDS.ar.write }).fill('مرحبا');
  await page.keyboard.press('Enter');
  await page.getByText('أهلا وسهلا').and(page.locator('xo-chat .bubble')).waitFor();
  const places = async () => ({
    launcher: await middle(page, '.launcher'),
    window: await middle(page, '.window'),
    own: await middle(page, '.user .bubble'),
    bot: await middle(page, '.bot .bubble'),
  });
  await expect.poll(async () => (await places()).launcher).toBeLessThan(0.1);
  const right = await places();
  expect(right.own).toBeLessThan(right.bot);
  await page.locator('xo-chat').evaluate((chat) => chat.setAttribute('locale', 'en'));
  await page.getByRole('textbox', { name: WORDS.en.write }).waitFor();
  for (const part of ['launcher', 'window', 'own', 'bot'] as const) {
    await expect.poll(async () => (await places())[part]).toBeCloseTo(1 - right[part], 1);
  }
});
