import type { BrowserContext, Download, Page } from 'playwright-core';
import { expect } from 'vitest';
import { ChatWindow } from '../../support/chat-window.js';
import { scenarioTest, strictCsp } from '../../support/scenario.js';

/** Under the strictest policy, with pictures from the platform, which stores what was sent. */
const test = scenarioTest(import.meta.url, {
  csp: (emulator) => strictCsp(`img-src ${emulator.url}`)(emulator),
  emulator: {
    script: async ({ text, attachments }, say) =>
      void (await say(
        `${text}: ${attachments.map(({ fileName, fileType }) => `${fileName} (${fileType})`).join(', ')}`,
      )),
  },
});

/** One red pixel. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==',
  'base64',
);

async function begin(page: Page) {
  const chat = new ChatWindow(page);
  const root = page.locator('xo-chat');
  await chat.loadComposer();
  const picker = root.locator('input[type=file]').first();
  const files = root.getByRole('list', { name: 'Attached files' });
  return { chat, root, picker, files };
}

/** Waits for the first download of a page, or of a tab that a link opens. */
function firstDownload(context: BrowserContext): Promise<Download> {
  return new Promise((resolve) => {
    const watch = (page: Page) => void page.once('download', resolve);
    context.pages().forEach(watch);
    context.once('page', watch);
  });
}

const text = (name: string, content: string | Buffer = 'hello', mimeType = 'text/plain') => ({
  name,
  mimeType,
  buffer: Buffer.from(content),
});

test('text and files are sent as one message', async ({ page, emulator }) => {
  const { chat, root, picker, files } = await begin(page);
  // The button opens the file dialog of the browser.
  const dialog = page.waitForEvent('filechooser');
  await root.getByRole('button', { name: 'Attach files' }).press('Enter');
  const large = Buffer.alloc(2 ** 20 + 5, 'x');
  await (await dialog).setFiles([text('photo.png', PICTURE, 'image/png'), text('large.txt', large)]);
  await files.locator('.file').nth(1).waitFor();
  await files.locator('canvas:not([hidden])').waitFor();

  // The message is sent once the files are uploaded.
  await chat.send('see these');
  await expect.poll(() => chat.transcript()).toHaveLength(2);
  expect((await chat.transcript())[1]).toBe('bot: see these: photo.png (image), large.txt (attachment)');
  await expect.poll(() => chat.input.inputValue()).toBe('');
  await expect.poll(() => files.count()).toBe(0);

  const sent = emulator.received.map(({ frame }) => frame as { message?: { attachments?: { fileUrl: string }[] } });
  const messages = sent.filter(({ message }) => message?.attachments);
  expect(messages).toHaveLength(1);
  const urls = messages[0]!.message!.attachments!.map(({ fileUrl }) => fileUrl);
  expect(Buffer.from(await (await fetch(urls[0]!)).arrayBuffer()).equals(PICTURE)).toBe(true);
  expect(Buffer.from(await (await fetch(urls[1]!)).arrayBuffer()).equals(large)).toBe(true);
  // The user can download a file that was sent. The platform has another origin, and its headers make the browser save the file.
  const link = chat.conversation.getByRole('link', { name: 'large.txt Download · 1 MB' });
  expect(await link.getAttribute('href')).toBe(urls[1]);
  const [saved] = await Promise.all([firstDownload(page.context()), link.press('Enter')]);
  expect(saved.suggestedFilename()).toBe('large.txt');
  expect(Buffer.concat(await (await saved.createReadStream()).toArray()).equals(large)).toBe(true);

  // Files can be sent without text.
  await picker.setInputFiles([text('alone.txt')]);
  await root.getByRole('button', { name: 'Send' }).click();
  await expect.poll(() => chat.transcript()).toHaveLength(4);
});

test('files that cannot be sent are reported, and the text that was written is not lost', async ({
  page,
  emulator,
  watch,
}) => {
  const { chat, root, picker, files } = await begin(page);
  await chat.input.fill('my text');
  await picker.setInputFiles([text('run.exe', 'x', 'application/x-msdownload'), text('empty.txt', '')]);
  const alert = root.getByRole('alert');
  await expect
    .poll(() => alert.locator('p').allInnerTexts())
    .toEqual([
      'run.exe cannot be sent: files of this kind are not accepted.',
      'empty.txt cannot be sent: it is empty.',
    ]);
  await root.getByRole('button', { name: 'Dismiss' }).press('Enter');
  await expect.poll(() => alert.count()).toBe(0);

  watch.ignore(/\b400\b/);
  emulator.faults.add({
    match: { at: 'http', endpoint: 'attachment/file' },
    action: { type: 'status', status: 400 },
    count: 1,
  });
  // One after the other, because the fault is for the first file.
  await picker.setInputFiles([text('a.txt')]);
  const retry = root.getByRole('button', { name: 'Upload a.txt again' });
  await retry.waitFor();
  await picker.setInputFiles([text('b.txt')]);
  await expect.poll(() => files.locator('.file').count()).toBe(2);
  await chat.input.press('Enter');
  await expect.poll(() => alert.innerText()).toContain('Some files could not be uploaded');
  expect(await chat.input.inputValue()).toBe('my text');

  await retry.press('Enter');
  await root.getByRole('button', { name: 'Remove b.txt' }).press('Enter');
  await expect.poll(() => files.locator('.file').count()).toBe(1);
  await chat.input.press('Enter');
  await expect.poll(() => chat.transcript()).toHaveLength(2);
  expect((await chat.transcript())[1]).toBe('bot: my text: a.txt (attachment)');
});

test('an upload can be cancelled, and a file that has changed on the disk is reported', async ({ page, emulator }) => {
  const { chat, root, picker, files } = await begin(page);
  // The second part of the file never arrives.
  emulator.faults.add({ match: { at: 'http', endpoint: 'attachment/chunk' }, action: 'timeout', after: 1 });
  await chat.input.fill('my text');
  await picker.setInputFiles([text('film.txt', Buffer.alloc(3 * 2 ** 20, 'x'))]);
  const progress = files.getByRole('progressbar', { name: 'Uploading film.txt' });
  await expect.poll(() => progress.evaluate((bar) => (bar as HTMLProgressElement).value)).toBe(0.25);

  // A file in the browser's private file system, which is written again after it was attached.
  await chat.input.evaluate(async (field) => {
    const folder = await navigator.storage.getDirectory();
    const handle = await folder.getFileHandle('gone.txt', { create: true });
    const write = async (content: string) => {
      const stream = await handle.createWritable();
      await stream.write(content);
      await stream.close();
    };
    await write('soon gone');
    const clipboardData = new DataTransfer();
    clipboardData.items.add(await handle.getFile());
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    await write('something else, and longer');
  });
  await files.getByText('gone.txt').waitFor();
  await expect.poll(() => files.getByText('Waiting').count()).toBe(1);
  await root.getByRole('button', { name: 'Remove film.txt' }).press('Enter');
  await files.getByText('can no longer be read').waitFor();
  await expect.poll(() => files.locator('.name').allInnerTexts()).toEqual(['gone.txt']);
  expect(await root.getByRole('button', { name: 'Upload gone.txt again' }).count()).toBe(0);
  await chat.input.press('Enter');
  await root.getByRole('alert').getByText('Some files could not be uploaded').waitFor();
  expect(await chat.input.inputValue()).toBe('my text');
});

test('a mobile device offers its camera', async ({ browser, site }) => {
  const context = await browser.newContext({
    locale: 'en-GB',
    hasTouch: true,
    isMobile: true,
    viewport: { width: 390, height: 780 },
  });
  try {
    const page = await context.newPage();
    await page.goto(site.origin);
    const { chat, root } = await begin(page);
    const dialog = page.waitForEvent('filechooser');
    await root.getByRole('button', { name: 'Take a photo' }).tap();
    const camera = await dialog;
    // Read as an attribute, because only mobile browsers have the property.
    const kinds = await camera.element().evaluate((node) => {
      const input = node as HTMLInputElement;
      return [input.accept, input.getAttribute('capture')];
    });
    expect(kinds).toEqual(['image/*', 'environment']);
    await camera.setFiles([text('photo.png', PICTURE, 'image/png')]);
    await root.getByRole('button', { name: 'Send' }).tap();
    await expect.poll(async () => (await chat.transcript()).at(-1)).toBe('bot: : photo.png (image)');
  } finally {
    await context.close();
  }
});

test('files can be pasted and dropped', async ({ page }) => {
  const { chat, root, files } = await begin(page);
  await chat.input.evaluate((field) => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File(['x'], 'pasted.txt', { type: 'text/plain' }));
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    // A text that is copied with a picture of itself is pasted as text.
    clipboardData.setData('text/plain', 'words');
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect.poll(() => files.locator('.file').count()).toBe(1);

  const drag = (type: string) =>
    chat.conversation.evaluate((target, name) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['x'], 'dropped.txt', { type: 'text/plain' }));
      return !target.dispatchEvent(new DragEvent(name, { dataTransfer, bubbles: true, cancelable: true }));
    }, type);
  expect(await drag('dragover')).toBe(true);
  await root.getByText('Drop files here').waitFor();
  expect(await drag('drop')).toBe(true);
  await expect.poll(() => files.locator('.name').allInnerTexts()).toEqual(['pasted.txt', 'dropped.txt']);
  await expect.poll(() => root.getByText('Drop files here').count()).toBe(0);
  await root.getByRole('button', { name: 'Send' }).click();
  await expect.poll(() => chat.transcript()).toHaveLength(2);
});

test('without a connection files wait, and are sent when it is back', async ({ page, emulator, watch }) => {
  const { chat, picker, root } = await begin(page);
  watch.ignore(/\b503\b/);
  const [fault] = emulator.faults.add({
    match: { at: 'http', endpoint: 'rtm/start' },
    action: { type: 'status', status: 503 },
  });
  emulator.disconnect({ how: 'terminate' });
  await root.getByText('Try now').waitFor();
  await picker.setInputFiles([text('later.txt')]);
  await root.getByText('Waiting for the connection').waitFor();
  await chat.send('offline');
  await root.getByText('Will be sent when the files are uploaded').waitFor();
  emulator.faults.remove(fault!);
  // The button is missing if an attempt is just being made.
  await root
    .getByText('Try now')
    .click({ timeout: 2000 })
    .catch(() => {});
  await expect.poll(() => chat.transcript(), { timeout: 20_000 }).toHaveLength(2);
  expect((await chat.transcript())[1]).toBe('bot: offline: later.txt (attachment)');
});
