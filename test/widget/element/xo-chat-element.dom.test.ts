import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createChatClient } from '../../../src/client/index.js';
import { ConfigError } from '../../../src/errors/index.js';
import { defineXoChat, XoChatElement } from '../../../src/widget/element/xo-chat-element.js';
import { drawn } from '../../support/chat-page.js';
import { FakeChatClient, message } from '../../support/fake-chat-client.js';

vi.mock('../../../src/client/index.js', () => ({ createChatClient: vi.fn() }));

const create = vi.mocked(createChatClient);
const ATTRIBUTES = {
  'api-url': 'https://a.example',
  'bot-name': 'Shop Bot',
  'bot-id': 'st-1',
  'jwt-url': '/token',
};
let clients: FakeChatClient[];

beforeEach(() => {
  clients = [];
  create.mockReset().mockImplementation(() => {
    clients.push(new FakeChatClient());
    return clients.at(-1)!;
  });
});
afterEach(() => document.body.replaceChildren());

async function place(attributes: Record<string, string> = ATTRIBUTES, change?: (element: XoChatElement) => void) {
  defineXoChat();
  const element = document.createElement('xo-chat');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  change?.(element);
  document.body.append(element);
  await drawn();
  return element;
}

const find = (element: XoChatElement, selector: string) => element.shadowRoot?.querySelector<HTMLElement>(selector);

describe('<xo-chat>', () => {
  it('is defined once', () => {
    defineXoChat();
    defineXoChat();
    expect(customElements.get('xo-chat')).toBe(XoChatElement);
  });

  it('applies properties that were set before it was defined', async () => {
    // happy-dom does not upgrade existing elements, so the test sets the early property on an instance of the class.
    const client = new FakeChatClient();
    const element = await place({}, (early) => {
      Object.defineProperty(early, 'client', { value: client, configurable: true, writable: true });
      Object.defineProperty(early, 'open', { value: true, configurable: true, writable: true });
    });
    expect(Object.hasOwn(element, 'client')).toBe(false);
    expect(element.client).toBe(client);
    expect(element.hasAttribute('open')).toBe(true);
    expect(client.calls.map(({ name }) => name)).toEqual(['connect']);
  });

  it('creates a client from its attributes', async () => {
    const element = await place({ ...ATTRIBUTES, locale: 'en-GB' });
    expect(create.mock.calls).toEqual([
      [
        {
          apiUrl: 'https://a.example',
          bot: { name: 'Shop Bot', id: 'st-1' },
          locale: 'en-GB',
          getJwt: expect.any(Function),
        },
      ],
    ]);
    expect(element.client).toBe(clients[0]);
    expect(clients[0]!.calls).toEqual([]);
  });

  it('reflects its properties', async () => {
    const element = await place({});
    Object.assign(element, {
      apiUrl: 'https://b.example',
      botName: 'B',
      botId: 'st-2',
      jwtUrl: '/jwt',
      theme: 'dark',
      locale: 'fr',
      mode: 'docked',
      jwtCredentials: 'include',
      open: true,
    });
    const attributes = [...element.attributes].map(({ name, value }) => [name, value]);
    expect(Object.fromEntries(attributes)).toEqual({
      'api-url': 'https://b.example',
      'bot-name': 'B',
      'bot-id': 'st-2',
      'jwt-url': '/jwt',
      theme: 'dark',
      locale: 'fr',
      mode: 'docked',
      'jwt-credentials': 'include',
      open: '',
    });
    Object.assign(element, { apiUrl: null, theme: null, open: false });
    expect(element.hasAttribute('api-url')).toBe(false);
    expect(element.hasAttribute('open')).toBe(false);
    expect(element.theme).toBe('auto');
  });

  it('connects before it is first opened with preconnect, and stays closed', async () => {
    const element = await place({ ...ATTRIBUTES, preconnect: '' });
    expect(clients[0]!.calls.map(({ name }) => name)).toEqual(['connect']);
    expect(element.open).toBe(false);
    expect([element.preconnect, (await place()).preconnect]).toEqual([true, false]);
  });

  it('starts a new conversation only for another bot', async () => {
    const element = await place({ ...ATTRIBUTES, open: '' });
    element.theme = 'dark';
    element.locale = 'en-GB';
    await drawn();
    expect(clients).toHaveLength(1);
    element.botId = 'st-2';
    element.botName = 'Other Bot';
    await drawn();
    expect(clients).toHaveLength(2);
    expect(clients[0]!.listenerCount).toBe(0);
    expect(clients[0]!.calls.map(({ name }) => name)).toEqual(['connect', 'disconnect']);
    expect(clients[1]!.calls.map(({ name }) => name)).toEqual(['connect']);
    expect(find(element, '.name')?.textContent).toBe('Other Bot');
    clients[1]!.receive(message('hello from the other'));
    await drawn();
    expect(find(element, '.bubble')?.textContent).toBe('hello from the other');
  });

  it('prefers options to attributes', async () => {
    const getJwt = () => 'a.b.c';
    await place({ 'bot-name': 'Shop Bot', 'bot-id': 'st-1' }, (element) => {
      element.options = { apiUrl: 'https://b.example', getJwt, language: 'de' };
    });
    expect(create.mock.calls[0]![0]).toEqual({
      apiUrl: 'https://b.example',
      bot: { name: 'Shop Bot', id: 'st-1' },
      getJwt,
      language: 'de',
    });
  });

  it('applies the options of the window, too', async () => {
    const element = await place(ATTRIBUTES, (element) => {
      element.options = { theme: 'dark', mode: 'docked', locale: 'de', open: true, features: { emoji: false } };
    });
    const { theme, mode, locale, open, features } = element;
    expect({ theme, mode, locale, open, features }).toEqual({
      theme: 'dark',
      mode: 'docked',
      locale: 'de',
      open: true,
      features: { emoji: false },
    });
    expect(create.mock.calls[0]![0].locale).toBe('de');
  });

  it.each(['open', 'preconnect', 'allow-insecure'])(
    '%s="false" and "off" are off, and the property turns it on',
    async (name) => {
      const property = name === 'allow-insecure' ? 'allowInsecure' : (name as 'open' | 'preconnect');
      for (const value of ['false', 'off']) {
        const element = await place({ ...ATTRIBUTES, [name]: value });
        expect(element[property]).toBe(false);
        element[property] = true;
        expect([element[property], element.getAttribute(name)]).toEqual([true, '']);
        element[property] = false;
        expect(element.hasAttribute(name)).toBe(false);
      }
    },
  );

  it('does not take options from a prototype that another script has changed', async () => {
    Object.assign(Object.prototype, { open: true, mode: 'docked', welcome: { title: 'Forged' } });
    try {
      const element = await place(ATTRIBUTES, (element) => {
        element.options = { features: { emoji: false } };
      });
      expect([element.open, element.mode, element.features?.welcome]).toEqual([false, 'floating', undefined]);
    } finally {
      for (const name of ['open', 'mode', 'welcome']) Reflect.deleteProperty(Object.prototype, name);
    }
  });

  it('refuses options in the place of a client, and keeps the previous one', async () => {
    const element = await place();
    const before = element.client;
    expect(() => {
      element.client = { apiUrl: 'https://a.example' } as never;
    }).toThrow(/not made by createChatClient/);
    expect(element.client).toBe(before);
  });

  it('opens by its launcher although the page has said open="false"', async () => {
    const element = await place({ ...ATTRIBUTES, open: 'false' });
    find(element, '.launcher')!.click();
    await drawn();
    expect([element.open, find(element, '.window') !== null]).toEqual([true, true]);
  });

  it('shows that it is not set up, and works as soon as it is', async () => {
    const log = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const element = await place({ 'bot-name': 'Shop Bot', 'jwt-url': '/token' });
    expect(log).not.toHaveBeenCalled();
    element.open = true;
    await drawn();
    expect(find(element, '.empty')?.textContent).toBe('The chat is not set up on this page.');
    expect(log.mock.calls.join()).toContain('it lacks api-url, bot-name and bot-id');
    for (const [name, value] of Object.entries(ATTRIBUTES)) element.setAttribute(name, value);
    await drawn();
    expect(find(element, 'textarea')).not.toBeNull();
    expect(clients.map(({ calls }) => calls.length)).toEqual([1]);
  });

  it('emits an error event for an invalid attribute instead of throwing', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const wrong = new ConfigError('XO_CONFIG_INVALID', 'unable to create the client; apiUrl is not a URL');
    create.mockImplementation(() => {
      throw wrong;
    });
    const events: unknown[] = [];
    const element = await place({ ...ATTRIBUTES, open: '' }, (early) =>
      early.addEventListener('xo-error', (event) => events.push(event.detail)),
    );
    expect(events).toEqual([wrong]);
    expect(log.mock.calls.join()).toContain('apiUrl is not a URL');
    expect(find(element, '.empty')).not.toBeNull();
  });

  it('continues the conversation when it is moved', async () => {
    const element = await place({ ...ATTRIBUTES, open: '' });
    const box = document.createElement('div');
    document.body.append(box);
    box.append(element);
    await drawn();
    expect(clients).toHaveLength(1);
    expect(clients[0]!.calls.map(({ name }) => name)).toEqual(['connect']);
    expect(find(element, '.window')).not.toBeNull();
  });

  it('ends when it is removed, and starts anew when it is inserted again', async () => {
    const element = await place({ ...ATTRIBUTES, open: '' });
    element.remove();
    await drawn();
    expect(clients[0]!.listenerCount).toBe(0);
    document.body.append(element);
    await drawn();
    expect(clients).toHaveLength(2);
    expect(element.shadowRoot?.childElementCount).toBe(1);
    expect(find(element, '.window')).not.toBeNull();
  });

  it('applies theme, language and direction', async () => {
    const element = await place({ ...ATTRIBUTES, theme: 'dark', locale: 'ar' });
    const root = find(element, '.xo')!;
    expect([root.dataset.theme, root.dataset.mode, root.dir]).toEqual(['dark', 'floating', 'rtl']);
    await vi.waitUntil(() => root.lang === 'ar');
    element.locale = null;
    element.theme = 'nonsense' as 'auto';
    await drawn();
    expect([root.dataset.theme, root.hasAttribute('dir')]).toEqual(['auto', false]);
  });

  it('is styled only by a constructed sheet', async () => {
    const element = await place({ ...ATTRIBUTES, open: '' });
    expect(element.shadowRoot?.adoptedStyleSheets).toHaveLength(1);
    expect(element.shadowRoot?.querySelector('style, link, [style*=":"]:not(textarea)')).toBeNull();
    const second = await place();
    expect(second.shadowRoot?.adoptedStyleSheets[0]).toBe(element.shadowRoot?.adoptedStyleSheets[0]);
  });
});
