import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Content, Emulator } from 'xo-rtm/emulator';
import { templateFixture } from '../../../test/fixtures/templates/template-fixtures.js';
import { axeViolations } from '../../support/axe.js';
import { ChatWindow } from '../../support/chat-window.js';
import { scenarioTest, strictCsp } from '../../support/scenario.js';
import { USES, type Use } from './uses.js';

const test = scenarioTest(import.meta.url, {
  csp: strictCsp('img-src http:'),
  emulator: { script: () => {} },
});

const SECRETS = ['s3cr3t', '8361', '7294'];

/** Finds a control by its accessible role and name. Date fields do not have the role textbox, so those are found by label. */
const control = (card: Locator, [role, name]: Use['at']) =>
  role === 'textbox' ? card.getByLabel(name, { exact: true }) : card.getByRole(role, { name, exact: true });

async function press(page: Page, card: Locator, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    if (key.startsWith(':')) await page.keyboard.type(key.slice(1));
    // The number of fields in a date input depends on the browser.
    else if (key === 'TO') await card.getByLabel('To', { exact: true }).focus();
    else await page.keyboard.press(key);
  }
}

const sentBy = (emulator: Emulator) =>
  emulator.received.filter(({ frame }) => frame?.resourceid === '/bot.message' && frame.message);

const online = (page: Page) => new ChatWindow(page).waitUntilOnline();

/** Returns the accessibility tree of the messages, without the relative times, which change. */
async function accessibilityTree(chat: ChatWindow): Promise<string> {
  const snapshot = await chat.conversation.locator('ol').first().ariaSnapshot();
  return snapshot.replaceAll(/^\s*- time: .*\n/gm, '');
}

test('each form can be used by keyboard, sends what the platform expects, and is shown as answered from the history', async ({
  page,
  emulator,
}) => {
  // High enough that the whole conversation is rendered.
  await page.setViewportSize({ width: 420, height: 12_000 });
  const chat = await online(page);
  for (const [index, { file, name = file, at, keys, message }] of USES.entries()) {
    emulator.say(templateFixture(file, name, emulator.url) as Content);
    const card = chat.conversation.locator('.ask').nth(index);
    await control(card, at).focus();
    await press(page, card, keys);
    await expect.poll(() => sentBy(emulator).length, { message: name }).toBe(index + 1);
    expect(sentBy(emulator)[index]!.raw, name).toContain(`"message":${JSON.stringify(message)}`);
    if (file !== 'taskPickerTemplate')
      await expect.poll(() => card.getAttribute('class'), { message: name }).toContain('ask-over');
  }
  await expect.poll(() => chat.delivery()).toBe('Delivered');

  const inPage = await page.evaluate(() => {
    const { shadowRoot, client } = document.querySelector('xo-chat') as unknown as {
      shadowRoot: ShadowRoot;
      client: { messages: unknown };
    };
    const values = [...shadowRoot.querySelectorAll('input')].map(({ value }) => value);
    return JSON.stringify([
      shadowRoot.textContent,
      values,
      client.messages,
      { ...localStorage },
      { ...sessionStorage },
    ]);
  });
  // Not inside a longer number, because ids of messages may contain these digits.
  for (const secret of SECRETS) expect(inPage).not.toMatch(new RegExp(`(?<!\\d)${secret}(?!\\d)`));
  expect(await axeViolations(page)).toEqual([]);

  const before = await accessibilityTree(chat);
  await page.reload();
  const again = await online(page);
  const earlier = again.conversation.getByRole('button', { name: 'Load earlier messages' });
  await expect
    .poll(
      async () => {
        if (await earlier.isVisible()) await earlier.click();
        return again.conversation.locator('.message').count();
      },
      { timeout: 10_000 },
    )
    .toBe(USES.length * 2);
  await expect.poll(() => again.conversation.locator('.part[aria-busy]').count()).toBe(0);
  await expect.poll(() => accessibilityTree(again)).toBe(before);
});

test('missing and invalid input is reported at its field, and nothing is sent', async ({ page, emulator }) => {
  await page.setViewportSize({ width: 320, height: 6000 });
  const chat = await online(page);
  const files = [
    'dropdown_template',
    'multi_select',
    'radioOptionTemplate',
    'form_template',
    'otpValidationTemplate',
    'resetPinTemplate',
    'daterange',
    'clockTemplate',
  ];
  for (const file of files) emulator.say(templateFixture(file, file, emulator.url) as Content);
  const cards = chat.conversation.locator('.ask');
  await expect.poll(() => cards.count()).toBe(files.length);
  for (const [index, file] of files.entries()) {
    const card = cards.nth(index);
    await card.locator('button[type=submit]').last().focus();
    await page.keyboard.press('Enter');
    // The focus is on the invalid field, which is described by the error.
    const focused = card.locator(':focus');
    await expect.poll(() => focused.getAttribute('aria-invalid'), { message: file }).toBe('true');
    const described = await focused.getAttribute('aria-describedby');
    const error = card.getByRole('alert').first();
    expect(described?.split(' '), file).toContain(await error.getAttribute('id'));
    expect((await error.innerText()).length).toBeGreaterThan(5);
  }
  await cards.nth(5).getByLabel('New PIN').fill('7294');
  await cards.nth(5).getByLabel('Once more').fill('7295');
  await page.keyboard.press('Enter');
  await expect.poll(() => cards.nth(5).getByRole('alert').innerText()).toContain('The two are not the same');
  await cards.nth(6).getByLabel('From').fill('2026-12-12');
  await cards.nth(6).getByLabel('To', { exact: true }).fill('2026-11-11');
  await page.keyboard.press('Enter');
  await expect.poll(() => cards.nth(6).getByRole('alert').innerText()).toContain('Not before December 12, 2026');
  expect(sentBy(emulator)).toEqual([]);
  expect(await chat.conversation.evaluate((list) => list.scrollWidth - list.clientWidth)).toBe(0);
  expect(await axeViolations(page)).toEqual([]);

  // The form requests another code, and can still be used.
  await cards.nth(4).getByRole('button', { name: 'Send again' }).press('Enter');
  await expect.poll(() => sentBy(emulator).length).toBe(1);
  expect(sentBy(emulator)[0]!.raw).toContain('"message":{"body":"otp_resend"}');
  await cards.nth(4).getByLabel('Code', { exact: true }).fill('1234');
  await page.keyboard.press('Enter');
  await expect.poll(() => sentBy(emulator).length).toBe(2);
  expect(sentBy(emulator)[1]!.raw).toContain('"message":{"body":"#1234#","renderMsg":"****"}');
});
