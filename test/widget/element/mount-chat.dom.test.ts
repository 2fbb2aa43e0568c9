import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createChatClient } from '../../../src/client/index.js';
import type { ChatClientOptions } from '../../../src/client/options.js';
import { ConfigError, ConnectionError } from '../../../src/errors/index.js';
import { mountChat } from '../../../src/widget/element/mount-chat.js';
import type { MountOptions } from '../../../src/widget/store/chat-options.js';
import { drawn, openChat } from '../../support/chat-page.js';
import { FakeChatClient, message } from '../../support/fake-chat-client.js';

vi.mock('../../../src/client/index.js', () => ({ createChatClient: vi.fn() }));

const bot = { name: 'Shop Bot', id: 'st-1' };
const create = vi.mocked(createChatClient);
let own: FakeChatClient;

beforeEach(() => {
  own = new FakeChatClient();
  create.mockReset().mockImplementation(() => own);
});
afterEach(() => document.body.replaceChildren());

describe('mountChat', () => {
  it('creates a client from its options', () => {
    const chat = mountChat({ apiUrl: 'https://a.example', bot, jwtUrl: '/token', locale: 'en-GB' });
    expect(chat.client).toBe(own);
    expect(create).toHaveBeenCalledExactlyOnceWith({
      apiUrl: 'https://a.example',
      bot,
      locale: 'en-GB',
      getJwt: expect.any(Function),
    });
  });

  it('passes the options of the client on, and prefers getJwt to jwtUrl', () => {
    const getJwt = () => 'x';
    const options: ChatClientOptions = { apiUrl: 'https://b.example', bot, getJwt, language: 'de' };
    mountChat({ ...options, jwtUrl: '/token' });
    expect(create.mock.calls[0]![0]).toEqual(options);
    expect(document.querySelector('xo-chat')?.botName).toBe('Shop Bot');
  });

  it('requests the JWT with the fetch of the options', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(async () => Response.json({ jwt: 'a.b.c' }));
    mountChat({
      fetch,
      apiUrl: 'https://a.example',
      bot,
      jwtUrl: '/token',
    });
    const { getJwt } = create.mock.calls[0]![0];
    await expect(getJwt!({ reason: 'initial', signal: new AbortController().signal })).resolves.toBe('a.b.c');
    expect(fetch.mock.calls[0]![0]).toBe('/token');
  });

  it.each([
    ['a target that is not there', { client: new FakeChatClient(), target: '#nowhere' }, '#nowhere'],
    [
      'options in the place of a client',
      { client: { apiUrl: 'https://a.example' } as never },
      'not made by createChatClient',
    ],
    ['no way to a JWT', { apiUrl: 'https://a.example', bot }, 'jwt-url'],
  ])('throws synchronously for %s, and does not change the page', (_, options, named) => {
    // Scripts without types can pass these.
    const wrong = options as MountOptions;
    expect(() => mountChat(wrong)).toThrow(ConfigError);
    expect(() => mountChat(wrong)).toThrow(named);
    expect(document.querySelector('xo-chat')).toBeNull();
  });

  it('throws the error of the client for invalid options', () => {
    const wrong = new ConfigError('XO_CONFIG_INVALID', 'unable to create the client; apiUrl is not a URL');
    create.mockImplementation(() => {
      throw wrong;
    });
    expect(() => mountChat({ apiUrl: 'x', bot, jwtUrl: '/token' })).toThrow(wrong);
    expect(document.querySelector('xo-chat')).toBeNull();
  });

  it('sends metaLocale instead of the locale of the window', () => {
    const chat = mountChat({ apiUrl: 'https://a.example', bot, jwtUrl: '/token', locale: 'de', metaLocale: 'de-CH' });
    expect(create.mock.calls[0]![0].locale).toBe('de-CH');
    expect(chat.element.locale).toBe('de');
  });

  it('floats in the body and fills any other target', async () => {
    const target = document.createElement('div');
    document.body.append(target);
    const inline = await openChat({ target });
    expect(target.firstElementChild).toBe(inline.chat.element);
    expect(inline.chat.element.mode).toBe('inline');
    expect(inline.find('.launcher')).toBeNull();
    expect(inline.find('.window')).not.toBeNull();
    expect(inline.find('[aria-label="Close chat"]')).toBeNull();

    const floating = await openChat();
    expect(floating.chat.element.mode).toBe('floating');
    expect(floating.find('.launcher')).not.toBeNull();
    expect(floating.find('.window')).toBeNull();
  });

  it('connects when first opened', async () => {
    const { chat, client } = await openChat();
    expect(client.calls).toEqual([]);
    chat.open();
    expect(client.calls.map(({ name }) => name)).toEqual(['connect']);
  });

  it('emits events', async () => {
    const { chat, client } = await openChat();
    const events: unknown[] = [];
    for (const name of ['open', 'close', 'message', 'state', 'error'] as const) {
      chat.on(name, (detail) => events.push(detail === null ? name : [name, detail]));
    }
    const error = new ConnectionError('XO_NETWORK', 'unable to connect; no network');
    chat.open();
    client.emit('error', error);
    const news = message('hello');
    client.receive(news);
    client.ready();
    chat.close();
    expect(events).toEqual([
      'open',
      ['error', error],
      ['message', news],
      ['state', { current: client.state, previous: { status: 'idle' } }],
      'close',
    ]);
  });

  it('does not call a removed listener', async () => {
    const { chat, client } = await openChat();
    const listener = vi.fn();
    const off = chat.on('message', listener);
    off();
    client.receive(message('a'));
    expect(listener).not.toHaveBeenCalled();
  });

  it('dispatches composed events, which leave a shadow root of the page', async () => {
    const { chat, client } = await openChat();
    const events: Event[] = [];
    document.addEventListener('xo-message', (event) => events.push(event), { once: true });
    client.receive(message('a'));
    expect(events.map(({ composed, bubbles, target }) => [composed, bubbles, target])).toEqual([
      [true, true, chat.element],
    ]);
  });

  it('leaves no nodes, listeners or timers after destroy()', async () => {
    const { chat, client, begin } = await openChat();
    await begin();
    client.set({ state: { status: 'waiting', attempt: 1, retryAt: Date.now() + 5000, cause: failure() } });
    await drawn();
    const root = chat.element.shadowRoot!;
    const listener = vi.fn();
    chat.on('close', listener);
    chat.destroy();
    expect(document.querySelector('xo-chat')).toBeNull();
    expect(root.childElementCount).toBe(0);
    expect(client.listenerCount).toBe(0);
    chat.open();
    await drawn();
    expect(client.calls.filter(({ name }) => name === 'connect')).toHaveLength(1);
    expect(root.childElementCount).toBe(0);
    chat.destroy();
    expect(listener).not.toHaveBeenCalled();
  });

  it('disconnects the client it has created, and no other', async () => {
    const mine = mountChat({ apiUrl: 'https://a.example', bot, jwtUrl: '/token' });
    await drawn();
    await mine[Symbol.asyncDispose]();
    expect(own.calls.map(({ name }) => name)).toContain('disconnect');

    const theirs = await openChat();
    theirs.chat.destroy();
    expect(theirs.client.calls.map(({ name }) => name)).not.toContain('disconnect');
  });

  it('disconnects the client it has created when the page removes the element', async () => {
    mountChat({ apiUrl: 'https://a.example', bot, jwtUrl: '/token', open: true });
    await drawn();
    document.body.replaceChildren();
    await drawn();
    expect(own.calls.map(({ name }) => name)).toEqual(['connect', 'disconnect']);
    expect(own.listenerCount).toBe(0);
  });

  it('keeps two chats on one page independent', async () => {
    const one = await openChat({ bot: { name: 'One', id: 'st-1' } });
    const two = await openChat({ bot: { name: 'Two', id: 'st-2' } });
    await one.begin();
    one.client.receive(message('only for one'));
    await drawn();
    expect(one.texts('.bubble')).toEqual(['only for one']);
    expect(two.find('.window')).toBeNull();
    one.chat.destroy();
    two.chat.open();
    expect(two.texts('.name')).toEqual(['Two']);
  });
});

const failure = () => new ConnectionError('XO_NETWORK', 'unable to connect; no network');
