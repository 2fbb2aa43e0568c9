import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ThemeSource } from '../../../src/widget/theme/platform-theme.js';
import { openChat } from '../../support/chat-page.js';
import { FakeChatClient } from '../../support/fake-chat-client.js';

vi.mock('../../../src/client/index.js', () => ({ createChatClient: vi.fn() }));

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

class BrandedClient extends FakeChatClient implements ThemeSource {
  readonly fetchTheme = vi.fn<() => Promise<unknown>>();
}

async function branded(answer: Promise<unknown>) {
  const client = new BrandedClient();
  client.fetchTheme.mockReturnValue(answer);
  const page = await openChat({}, client);
  const frame = page.root.querySelector<HTMLElement>('.xo')!;
  return { ...page, client, accent: () => frame.style.getPropertyValue('--_light-accent') };
}

const theme = { activeTheme: true, v3: { general: { colors: { primary: '#0b6e69' } } } };

describe('branding of the platform', () => {
  it('is asked for once, when messages can flow, and put on', async () => {
    const { client, begin, chat, accent } = await branded(Promise.resolve(theme));
    chat.open();
    expect(client.fetchTheme).not.toHaveBeenCalled();
    await begin();
    await expect.poll(accent).toBe('rgb(11 110 105)');
    client.set({ state: { status: 'offline' } });
    client.ready();
    expect(client.fetchTheme).toHaveBeenCalledTimes(1);
  });

  it('changes nothing but a warning when it cannot be had', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { begin, accent, find, chat } = await branded(Promise.reject(new Error('404')));
    const errors = vi.fn();
    chat.on('error', errors);
    await begin();
    await expect.poll(() => warn.mock.calls.length).toBe(1);
    expect(warn.mock.calls[0]![0]).toContain('unable to load the theme of the platform');
    expect(accent()).toBe('');
    expect(find('textarea')).not.toBeNull();
    expect(errors).not.toHaveBeenCalled();
  });

  it('is not missed by a window whose client is ready before it', async () => {
    const client = new BrandedClient();
    client.fetchTheme.mockResolvedValue(theme);
    client.ready();
    await openChat({ open: true }, client);
    expect(client.fetchTheme).toHaveBeenCalledTimes(1);
  });

  it('is not asked of a client that has none', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { begin } = await openChat();
    await begin();
    expect(warn).not.toHaveBeenCalled();
  });
});

describe('slots', () => {
  it('let the page fill header and launcher, with the window’s own inside until then', async () => {
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
