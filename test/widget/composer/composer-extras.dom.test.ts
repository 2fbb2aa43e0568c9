import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { forget } from '../../../src/client/forget.js';
import { storageKey } from '../../../src/client/storage-key.js';
import type { XoChatOptions } from '../../../src/widget/store/chat-options.js';
import { FORM_ENDED } from '../../../src/widget/store/form-ended.js';
import { drawn, openChat, press, type } from '../../support/chat-page.js';
import { FakeChatClient, message } from '../../support/fake-chat-client.js';

vi.mock('../../../src/client/index.js', () => ({ createChatClient: vi.fn() }));

beforeEach(() => sessionStorage.clear());
afterEach(() => document.body.replaceChildren());

/** Storage key of the fake client's platform, bot and user. */
const DRAFT = storageKey('https://bots.test', 'st-1', 'u-1', 'draft');

async function openWithExtras(options: XoChatOptions = {}, userId: string | undefined = 'u-1') {
  const client = new FakeChatClient();
  client.userId = userId;
  const page = await openChat(options, client);
  await page.begin();
  // The extras load after the first message.
  page.client.receive(message('Hello'));
  await vi.waitUntil(() => page.find('.tools'));
  return { ...page, field: page.find<HTMLTextAreaElement>('textarea')!, send: page.find<HTMLButtonElement>('.send')! };
}

type Page = Awaited<ReturnType<typeof openWithExtras>>;

const fileOf = (name: string, size = 3, mime = 'text/plain') => new File(['x'.repeat(size)], name, { type: mime });

function pick(input: HTMLInputElement, ...files: File[]): void {
  Object.defineProperty(input, 'files', { value: files, configurable: true });
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Answers all requests of an upload. */
async function answerUpload(client: FakeChatClient): Promise<void> {
  for (const answer of [{ fileToken: 't' }, { fileId: 'f1' }, { fileUrl: 'https://files.example/f1' }]) {
    await vi.waitUntil(() => client.requests.length > 0);
    client.requests.shift()!.resolve(answer);
  }
  await vi.waitUntil(() => client.requests.length === 0);
}

describe('files', () => {
  it('are sent with the text as one message when they are uploaded', async () => {
    const { client, field, find, texts } = await openWithExtras();
    pick(find<HTMLInputElement>('input[type=file]')!, fileOf('a.txt'));
    type(field, 'see this');
    press(field, 'Enter');
    await drawn();
    expect(client.sent).toEqual([]);
    expect(field.value).toBe('see this');
    expect(texts('.hint')).toEqual(['Will be sent when the files are uploaded']);
    await answerUpload(client);
    await vi.waitUntil(() => client.sent.length === 1);
    const attachment = {
      fileId: 'f1',
      fileName: 'a.txt',
      fileType: 'attachment',
      fileUrl: 'https://files.example/f1',
      size: 0.01,
      uniqueId: 'f1',
    };
    expect(client.sent).toEqual([{ text: 'see this', attachments: [attachment] }]);
    await drawn();
    expect([field.value, find('.files')]).toEqual(['', null]);
  });

  it('are still sent if the window was closed while they were uploading', async () => {
    const { chat, client, field, find } = await openWithExtras();
    pick(find<HTMLInputElement>('input[type=file]')!, fileOf('a.txt'));
    type(field, 'see this');
    press(field, 'Enter');
    chat.close();
    await drawn();
    await answerUpload(client);
    await vi.waitUntil(() => client.sent.length === 1);
    chat.open();
    await drawn();
    expect(find<HTMLTextAreaElement>('textarea')!.value).toBe('');
    expect(sessionStorage.length).toBe(0);
  });

  it('can be removed, and then nothing is sent', async () => {
    const { client, button, find, send } = await openWithExtras();
    pick(find<HTMLInputElement>('input[type=file]')!, fileOf('a.txt'));
    await drawn();
    expect(send.disabled).toBe(false);
    button('Remove a.txt')!.click();
    await drawn();
    expect([send.disabled, find('.files'), client.sent]).toEqual([true, null, []]);
  });

  it('that are refused are named with the reason', async () => {
    const { find, texts, button } = await openWithExtras({
      features: { attachments: { maxBytes: 2_000_000, maxFiles: 1 } },
    });
    const large = fileOf('large.txt');
    Object.defineProperty(large, 'size', { value: 3_000_000 });
    pick(find<HTMLInputElement>('input[type=file]')!, large, fileOf('a.txt'), fileOf('b.txt'));
    await drawn();
    expect(texts('[role=alert] p')).toEqual([
      'large.txt cannot be sent: it is larger than 2 MB.',
      'Only 1 file can be sent at once.',
    ]);
    button('Dismiss')!.click();
    await drawn();
    expect(find('[role=alert]')).toBeNull();
  });

  it('are not offered with attachments="off"', async () => {
    const { find, field } = await openWithExtras({ features: { attachments: false } });
    expect(find('input[type=file]')).toBeNull();
    expect(press(field, 'ArrowUp')).toBe(false);
  });
});

describe('a draft', () => {
  it('is restored after a reload, until it is sent', async () => {
    const before = await openWithExtras();
    type(before.field, 'not finished');
    await drawn();
    before.chat.destroy();
    const after = await openWithExtras();
    expect(after.field.value).toBe('not finished');
    press(after.field, 'Enter');
    await drawn();
    expect(after.client.sent).toEqual([{ text: 'not finished' }]);
    expect(sessionStorage.length).toBe(0);
  });

  it('belongs to one user: another user of the same tab never sees it, and it is restored for the first', async () => {
    const before = await openWithExtras();
    type(before.field, 'my IBAN is DE00 1234');
    await drawn();
    before.chat.destroy();
    const other = await openWithExtras({}, 'u-2');
    expect(other.field.value).toBe('');
    type(other.field, 'of another');
    await drawn();
    other.chat.destroy();
    const after = await openWithExtras();
    expect(after.field.value).toBe('my IBAN is DE00 1234');
    after.chat.destroy();
    forget();
    expect(sessionStorage.length).toBe(0);
    expect((await openWithExtras()).field.value).toBe('');
  });

  it('is not stored for an unknown user', async () => {
    const { field } = await openWithExtras({}, '');
    type(field, 'whose?');
    await drawn();
    expect(sessionStorage.length).toBe(0);
  });

  it('is not stored again after forget()', async () => {
    const { field } = await openWithExtras();
    type(field, 'forgotten');
    await drawn();
    forget();
    type(field, 'forgotten, too');
    await drawn();
    expect(sessionStorage.length).toBe(0);
  });

  it('of an earlier version, stored without its user, is removed and not shown', async () => {
    sessionStorage.setItem('xo-chat.draft.st-1', 'whose?');
    const { field } = await openWithExtras();
    expect([field.value, sessionStorage.length]).toEqual(['', 0]);
  });

  it('is cut to the maximum length', async () => {
    const { field } = await openWithExtras();
    type(field, 'x'.repeat(100_000));
    await drawn();
    expect(sessionStorage.getItem(DRAFT)).toHaveLength(20_000);
  });

  it('does not replace text typed in the meantime', async () => {
    sessionStorage.setItem(DRAFT, 'old');
    const page = await openChat();
    await page.begin();
    page.client.receive(message('Hello'));
    type(page.find<HTMLTextAreaElement>('textarea')!, 'new');
    await vi.waitUntil(() => page.find('.tools'));
    await drawn();
    expect(page.find<HTMLTextAreaElement>('textarea')!.value).toBe('new');
  });

  it('is not stored if storage throws, and everything else works', async () => {
    const refuse = () => {
      throw new DOMException('', 'SecurityError');
    };
    const getItem = vi.spyOn(Storage.prototype, 'getItem').mockImplementation(refuse);
    const setItem = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(refuse);
    const { client, field } = await openWithExtras();
    type(field, 'hello');
    await drawn();
    press(field, 'Enter');
    expect(client.sent).toEqual([{ text: 'hello' }]);
    getItem.mockRestore();
    setItem.mockRestore();
  });
});

describe('a pending form', () => {
  const form = () =>
    message('form', {
      components: [{ type: 'template', templateType: 'form_template', payload: { template_type: 'form_template' } }],
    });

  it.each([
    [
      'says that it was sent',
      (page: Page) => page.find('.content')!.dispatchEvent(new Event(FORM_ENDED, { bubbles: true })),
    ],
    ['has come to the platform', ({ client }: Page) => client.emit('events', { type: 'form_submitted' } as never)],
    ['has failed', ({ client }: Page) => client.emit('events', { type: 'form_failure' } as never)],
  ])('enables the field again when it %s', async (_, end) => {
    const page = await openWithExtras();
    page.client.receive(form());
    await drawn();
    expect(page.field.readOnly).toBe(true);
    end(page);
    await drawn();
    expect(page.field.readOnly).toBe(false);
  });

  it('makes the field read-only, shows the reason, and keeps the draft', async () => {
    const { client, field, send, texts } = await openWithExtras();
    type(field, 'half a sentence');
    client.receive(form());
    await drawn();
    expect([field.readOnly, send.disabled, texts('.waits span')]).toEqual([
      true,
      true,
      ['Please answer the form above first.'],
    ]);
    press(field, 'Enter');
    expect([client.sent, field.value]).toEqual([[], 'half a sentence']);
    client.receive(message('Thanks.'));
    await drawn();
    expect([field.readOnly, send.disabled, texts('.waits')]).toEqual([false, false, []]);
  });

  it('can be skipped, and the next one blocks the field again', async () => {
    const { root, client, field, button } = await openWithExtras();
    client.receive(form());
    await drawn();
    button('Write a message instead')!.click();
    await drawn();
    expect([field.readOnly, root.activeElement === field]).toEqual([false, true]);
    client.receive({ ...form(), id: 'another' });
    await drawn();
    expect(field.readOnly).toBe(true);
  });
});

describe('a character limit', () => {
  it('shows a counter near the limit, and does not send longer texts', async () => {
    const { client, field, texts, send } = await openWithExtras({ features: { characterLimit: 10 } });
    type(field, '12345678');
    await drawn();
    expect(texts('.hint')).toEqual(['2 characters left']);
    type(field, '12345678901');
    await drawn();
    expect([texts('.hint'), send.disabled]).toEqual([['1 character too many'], true]);
    press(field, 'Enter');
    expect([client.sent, field.value]).toEqual([[], '12345678901']);
    type(field, '1234');
    await drawn();
    expect(texts('.hint')).toEqual([]);
  });
});
