import { afterEach, describe, expect, it, vi } from 'vitest';
import { drawn, openChat, press, type } from '../../support/chat-page.js';

vi.mock('../../../src/client/index.js', () => ({ createChatClient: vi.fn() }));

afterEach(() => document.body.replaceChildren());

async function openComposer() {
  const page = await openChat();
  await page.begin();
  const field = page.find<HTMLTextAreaElement>('textarea')!;
  return { ...page, field, send: page.find<HTMLButtonElement>('.send')! };
}

describe('composer', () => {
  it('sends with Enter and clears the field', async () => {
    const { client, field, find } = await openComposer();
    type(field, '  hello\nyou  ');
    expect(press(field, 'Enter')).toBe(true);
    await drawn();
    expect(client.sent).toEqual([{ text: 'hello\nyou' }]);
    expect(field.value).toBe('');
    expect(find('textarea')).toBe(field);
  });

  it('lets Shift+Enter insert a line', async () => {
    const { client, field } = await openComposer();
    type(field, 'a');
    expect(press(field, 'Enter', { shiftKey: true })).toBe(false);
    expect(client.sent).toEqual([]);
  });

  it.each([
    ['isComposing', { isComposing: true }],
    ['key code 229, as Safari reports it', { keyCode: 229 }],
  ])('does not send while an input method is composing: %s', async (_, event) => {
    const { chat, client, field } = await openComposer();
    type(field, 'にほん');
    expect(press(field, 'Enter', event)).toBe(false);
    expect(client.sent).toEqual([]);
    press(field, 'Escape', event);
    expect(chat.element.open).toBe(true);
    press(field, 'Enter');
    expect(client.sent).toEqual([{ text: 'にほん' }]);
  });

  it('sends with the button, and keeps the focus in the field', async () => {
    const { client, root, field, send } = await openComposer();
    expect(send.disabled).toBe(true);
    type(field, ' \n ');
    await drawn();
    expect(send.disabled).toBe(true);
    type(field, 'hello');
    await drawn();
    expect(send.disabled).toBe(false);
    send.focus();
    send.click();
    await drawn();
    expect(client.sent).toEqual([{ text: 'hello' }]);
    expect(root.activeElement).toBe(field);
  });

  it('does not send a blank text with Enter', async () => {
    const { client, field } = await openComposer();
    type(field, ' \n ');
    press(field, 'Enter');
    expect(client.sent).toEqual([]);
  });

  it('sends all characters of a fast typist', async () => {
    const { client, field } = await openComposer();
    type(field, 'hell');
    field.value = 'hello';
    press(field, 'Enter');
    expect(client.sent).toEqual([{ text: 'hello' }]);
  });

  it('sends while offline: the client queues the message', async () => {
    const { client, field, texts } = await openComposer();
    client.set({ state: { status: 'offline' } });
    type(field, 'later');
    press(field, 'Enter');
    await drawn();
    expect(client.sent).toEqual([{ text: 'later' }]);
    expect(texts('.delivery')).toEqual(['Waiting to be sent']);
  });

  it('grows with the text through a style property, never through a style attribute', async () => {
    const { field } = await openComposer();
    Object.defineProperty(field, 'scrollHeight', { value: 77, configurable: true });
    type(field, 'a\nb\nc');
    await drawn();
    expect(field.style.blockSize).toBe('77px');
  });
});
