import { afterEach, describe, expect, it, vi } from 'vitest';
import type { XoChatOptions } from '../../../src/widget/store/chat-options.js';
import { openChat } from '../../support/chat-page.js';
import { FakeChatClient, message } from '../../support/fake-chat-client.js';

vi.mock('../../../src/client/index.js', () => ({ createChatClient: vi.fn() }));

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

async function openBranded(answer: Promise<unknown>, options: XoChatOptions = {}) {
  // It may reject before a handler is attached.
  answer.catch(() => {});
  const client = new FakeChatClient();
  const request = vi.spyOn(client, 'request').mockReturnValue(answer);
  const page = await openChat(options, client);
  const frame = page.root.querySelector<HTMLElement>('.xo')!;
  return {
    ...page,
    client,
    request,
    /** Opens the chat and sends the bot's first message: only then is the branding requested. */
    async begin() {
      await page.begin();
      client.receive(message('Hello!'));
    },
    accent: () => frame.style.getPropertyValue('--_light-accent'),
  };
}

const theme = { activeTheme: true, v3: { general: { colors: { primary: '#0b6e69' } } } };

describe('platform branding', () => {
  it('is requested once, when the client is ready, and applied', async () => {
    const { client, begin, chat, request, accent } = await openBranded(Promise.resolve(theme));
    chat.open();
    expect(request).not.toHaveBeenCalled();
    await begin();
    await expect.poll(accent).toBe('rgb(11 110 105)');
    client.set({ state: { status: 'offline' } });
    client.ready();
    expect(request.mock.calls.map(([path]) => path)).toEqual([`websdkthemes/${client.bot.id}/activetheme`]);
  });

  it('waits up to two seconds for the first message of the bot', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const silent = await openChat();
    const request = vi.spyOn(silent.client, 'request');
    await silent.begin();
    await vi.advanceTimersByTimeAsync(1999);
    expect(request).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    vi.useRealTimers();
    await expect.poll(() => request.mock.calls.length).toBe(1);
  });

  it('is not requested if the chat was removed before', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { chat, begin } = await openChat();
    await begin();
    expect(vi.getTimerCount()).toBeGreaterThan(0);
    chat.destroy();
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('is not requested with branding="off"', async () => {
    const { begin, request, find, chat } = await openBranded(Promise.resolve(theme), { features: { branding: false } });
    await begin();
    // When the next lazy part has loaded, the code that would request the branding has loaded and decided.
    chat.element.features = { branding: false, welcome: { title: 'Welcome' } };
    chat.close();
    chat.open();
    await expect.poll(() => find('.welcome-title')?.textContent).toBe('Welcome');
    expect(request).not.toHaveBeenCalled();
  });

  it('provides a welcome, unless the page has its own', async () => {
    const v3 = { welcome_screen: { show: true, title: { name: 'From the platform' } } };
    const platform = await openBranded(Promise.resolve({ v3 }));
    await platform.begin();
    await expect.poll(() => platform.find('.welcome-title')?.textContent).toBe('From the platform');
    const own = await openBranded(Promise.resolve({ v3 }), { features: { welcome: { title: 'From the page' } } });
    await own.begin();
    await expect.poll(() => own.find('.welcome-title')?.textContent).toBe('From the page');
  });

  it('only logs a warning if it cannot be loaded', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { begin, accent, find, chat } = await openBranded(Promise.reject(new Error('404')));
    const errors = vi.fn();
    chat.on('error', errors);
    await begin();
    await expect.poll(() => warn.mock.calls.length).toBe(1);
    expect(warn.mock.calls[0]![0]).toContain('unable to load the theme of the platform');
    expect(accent()).toBe('');
    expect(find('textarea')).not.toBeNull();
    expect(errors).not.toHaveBeenCalled();
  });

  it('is applied by a window whose client was ready before it', async () => {
    const client = new FakeChatClient();
    const request = vi.spyOn(client, 'request').mockResolvedValue(theme);
    client.ready();
    client.receive(message('Hello!'));
    await openChat({ open: true }, client);
    await expect.poll(() => request.mock.calls.length).toBe(1);
  });
});

describe('slots', () => {
  it('let the page replace header and launcher, with default content', async () => {
    const { chat, find } = await openChat();
    chat.open();
    expect(find('slot[name=header] .name')?.textContent).toBe('Shop Bot');
    expect(find('slot[name=launcher] svg')).not.toBeNull();
    const logo = document.createElement('b');
    logo.slot = 'header';
    chat.element.append(logo);
    expect(find<HTMLSlotElement>('slot[name=header]')?.assignedElements()).toEqual([logo]);
    expect(find('.header button')?.closest('slot')).toBeNull();
  });
});
