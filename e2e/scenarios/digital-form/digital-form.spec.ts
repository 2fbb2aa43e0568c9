import type { FrameLocator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Content } from 'xo-rtm/emulator';
import { templateFixture } from '../../../test/fixtures/templates/template-fixtures.js';
import { axeViolations } from '../../support/axe.js';
import { ChatWindow } from '../../support/chat-window.js';
import { scenarioTest, strictCsp } from '../../support/scenario.js';

const test = scenarioTest(import.meta.url, {
  csp: strictCsp('img-src http:', 'frame-src http:'),
  emulator: {
    script: (_message, say, { url }) => void say(templateFixture('inline-form', 'inline form', url) as Content),
  },
});

/** The iframe is removed with its form, possibly before the browser has confirmed the key press. */
const pressSend = (form: FrameLocator) =>
  void form
    .getByRole('button', { name: 'Send' })
    .press('Enter')
    .catch(() => {});

const online = (page: Page) => new ChatWindow(page).waitUntilOnline();

test('a form opens in a dialog, keeps its input when it is closed, and reports when it was sent', async ({
  page,
  emulator,
}) => {
  const chat = await online(page);
  emulator.say(templateFixture('digital-form', 'digital form', emulator.url) as Content);
  const open = chat.conversation.getByRole('button', { name: 'Open the form' });
  await open.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /Tell us about your home/ });
  const form = dialog.locator('iframe').contentFrame();
  await form.getByLabel('Pets').fill('a cat');
  expect(await axeViolations(page)).toEqual([]);

  await dialog.getByRole('button', { name: 'Close' }).press('Enter');
  await expect.poll(() => dialog.isVisible()).toBe(false);
  await expect.poll(() => open.evaluate((button) => button.matches(':focus'))).toBe(true);

  await page.keyboard.press('Enter');
  await expect.poll(() => form.getByLabel('Pets').inputValue()).toBe('a cat');
  // Escape closes the dialog, not the window behind it.
  await dialog.getByRole('button', { name: 'Close' }).press('Escape');
  await expect.poll(() => dialog.isVisible()).toBe(false);
  await expect.poll(() => open.isVisible()).toBe(true);

  // The page is notified a moment after the dialog has closed. A key press in between opens nothing.
  const reopened = async () => {
    if (!(await dialog.isVisible())) await open.press('Enter');
    return dialog.isVisible();
  };
  await expect.poll(reopened).toBe(true);
  pressSend(form);
  await expect.poll(() => chat.conversation.getByText('The form was sent.').isVisible()).toBe(true);
  await expect.poll(() => page.locator('xo-chat iframe').count()).toBe(0);
});

test('vendor defect 36: a form in a message is sandboxed, and messages of other windows are ignored', async ({
  page,
  emulator,
}) => {
  const chat = await online(page);
  emulator.say(templateFixture('inline-form', 'inline form', emulator.url) as Content);
  const frame = chat.conversation.locator('iframe');
  const form = frame.contentFrame();
  await form.getByLabel('Pets').waitFor();
  expect((await frame.getAttribute('sandbox'))?.split(' ').toSorted()).toEqual([
    'allow-forms',
    'allow-popups',
    'allow-popups-to-escape-sandbox',
    'allow-scripts',
  ]);

  // The same message from another window is ignored. The test waits until it was delivered.
  await page.evaluate(
    () =>
      new Promise<void>((delivered) => {
        addEventListener('message', () => delivered(), { once: true });
        postMessage({ event: 'formEvent', action: 'formSubmit', payload: {}, metaData: {} }, '*');
      }),
  );
  expect(await frame.count()).toBe(1);

  pressSend(form);
  await expect.poll(() => frame.count()).toBe(0);
  await expect.poll(() => chat.conversation.getByText('The form was sent.').isVisible()).toBe(true);
});

test('while the bot waits for a form, the field is read-only, and it is editable once the form was sent', async ({
  page,
}) => {
  const chat = await online(page);
  await chat.loadComposer();
  await chat.send('I want to fill in something.');
  const reason = page.locator('xo-chat').getByText('Please answer the form above first.');
  await reason.waitFor();
  expect(await chat.input.isEditable()).toBe(false);
  expect(await chat.input.evaluate((field) => field.matches(':focus'))).toBe(true);
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.type('Something else');
  expect(await chat.input.inputValue()).toBe('');

  pressSend(chat.conversation.locator('iframe').contentFrame());
  await reason.waitFor({ state: 'detached' });
  expect(await chat.input.isEditable()).toBe(true);
  await chat.send('And once more.');
  await reason.waitFor();
  const instead = page.locator('xo-chat').getByRole('button', { name: 'Write a message instead' });
  await instead.press('Enter');
  await expect.poll(() => chat.input.evaluate((field) => field.matches(':focus'))).toBe(true);
  expect(await chat.input.isEditable()).toBe(true);
});

test('an address that must not be in an iframe is opened in a tab, or not at all', async ({ page, site, emulator }) => {
  const chat = await online(page);
  const form = (formLink: string): Content => ({
    type: 'template',
    payload: { template_type: 'button', text: 'A form', buttons: [{ title: 'Open it' }] },
    formData: { formLink, renderType: 'inline' },
  });
  emulator.say(form(`${site.origin}/own.html`));
  emulator.say(form('javascript:alert(1)'));
  emulator.say(form('data:text/html,<p>x'));
  await expect.poll(() => chat.transcript()).toHaveLength(3);
  await expect.poll(() => chat.conversation.locator('[aria-busy=true]').count()).toBe(0);
  expect(await chat.conversation.locator('iframe').count()).toBe(0);
  const links = await chat.conversation.locator('a').evaluateAll((all) => all.map((each) => each.getAttribute('href')));
  expect(links).toEqual([`${site.origin}/own.html`]);
});

test('a form has an opaque origin, even if it redirects to the host page, unless the page lists its origin', async ({
  page,
  site,
  emulator,
}) => {
  const chat = await online(page);
  const form = templateFixture('inline-form', 'inline form', emulator.url) as Content;
  const origins = () =>
    Promise.all(
      page
        .frames()
        .slice(1)
        .map((frame) => frame.evaluate('self.origin')),
    );
  // The server of the form redirects to a page of the host.
  await page.route(/\/media\/form\.html/, (route) =>
    route.fulfill({ status: 302, headers: { location: `${site.origin}/page.css` } }),
  );
  emulator.say(form);
  await expect.poll(origins).toEqual(['null']);

  await page.unroute(/\/media\/form\.html/);
  await page.locator('xo-chat').evaluate((chat, origin) => {
    Object.assign(chat, { features: { frameSameOrigin: [origin] } });
  }, emulator.url);
  emulator.say(form);
  await expect.poll(origins).toEqual(['null', emulator.url]);
  pressSend(chat.conversation.locator('iframe').nth(1).contentFrame());
  await expect.poll(() => chat.conversation.getByText('The form was sent.').isVisible()).toBe(true);
});
