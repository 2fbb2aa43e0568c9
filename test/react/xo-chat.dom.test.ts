import { createElement, createRef } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createChatClient } from '../../src/client/index.js';
import { ConfigError } from '../../src/errors/index.js';
import { XoChat, type XoChatProps } from '../../src/react/index.js';
import type { XoChatElement } from '../../src/widget/index.js';
import { FakeChatClient, message } from '../support/fake-chat-client.js';
import { renderReact } from '../support/react-page.js';

vi.mock('../../src/client/index.js', () => ({ createChatClient: vi.fn() }));

const create = vi.mocked(createChatClient);
let created: FakeChatClient[];

beforeEach(() => {
  created = [];
  create.mockReset().mockImplementation(() => {
    created.push(new FakeChatClient());
    return created.at(-1)!;
  });
});
afterEach(() => document.body.replaceChildren());

const propsOf = (props: Partial<XoChatProps> = {}) =>
  ({ apiUrl: 'https://a.example', bot: { name: 'Shop Bot', id: 'st-1' }, jwtUrl: '/token', ...props }) as XoChatProps;
const Page = ({ chat }: { chat: XoChatProps }) => createElement(XoChat, chat);
const namesOf = (client: FakeChatClient) => client.calls.map(({ name }) => name);
const used = () => created.filter(({ calls }) => calls.length > 0);
const elementOf = ({ place }: { place: Element }) => place.querySelector('xo-chat')!;

describe('<XoChat>', () => {
  it('connects once when opened, even in StrictMode', async () => {
    const page = await renderReact(Page, { chat: propsOf() });
    expect(elementOf(page).shadowRoot).not.toBeNull();
    expect(used()).toEqual([]);
    await page.render({ chat: propsOf({ open: true }) });
    expect(used()).toHaveLength(1);
    expect(namesOf(used()[0]!)).toEqual(['connect']);
    await page.unmount();
    expect(namesOf(used()[0]!)).toEqual(['connect', 'disconnect']);
    expect(used()[0]!.listenerCount).toBe(0);
  });

  it('passes its props to the element', async () => {
    const page = await renderReact(Page, {
      chat: propsOf({ theme: 'dark', locale: 'de', mode: 'inline', className: 'mine', features: { emoji: false } }),
    });
    const element = elementOf(page);
    expect([element.theme, element.locale, element.mode, element.className, element.features]).toEqual([
      'dark',
      'de',
      'inline',
      'mine',
      { emoji: false },
    ]);
    await page.render({ chat: propsOf() });
    expect([element.theme, element.locale, element.mode, element.features]).toEqual(['auto', null, 'floating', null]);
    await page.unmount();
  });

  it('names an unknown option when the others are refused, and no prop of React', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const wrong = {
      apiURL: 'https://a.example',
      jwtUrl: '',
      className: 'mine',
      onOpen() {},
      children: 'x',
    };
    await renderReact(Page, { chat: wrong as object as XoChatProps });
    await vi.waitUntil(() => warn.mock.calls.length > 0);
    expect(warn.mock.calls.map(([line]) => line)).toEqual([
      '[xo-rtm] the chat has no option "apiURL". Did you mean "apiUrl"?',
    ]);
    vi.restoreAllMocks();
  });

  it('calls the latest event handlers', async () => {
    const client = new FakeChatClient();
    const old = vi.fn();
    const onMessage = vi.fn();
    const onOpen = vi.fn();
    const page = await renderReact(Page, { chat: { client, onMessage: old } as XoChatProps });
    await page.render({ chat: { client, onMessage, onOpen, open: true } });
    const received = message('Hi');
    await page.after(() => client.receive(received));
    expect(onMessage.mock.calls).toEqual([[received]]);
    expect(onOpen).toHaveBeenCalledTimes(1);
    expect(old).not.toHaveBeenCalled();
    await page.unmount();
    expect(namesOf(client)).not.toContain('disconnect');
    expect(client.listenerCount).toBe(0);
  });

  it('starts a new conversation for another bot', async () => {
    const page = await renderReact(Page, { chat: propsOf({ open: true }) });
    const [first] = used();
    await page.render({ chat: propsOf({ open: true, bot: { name: 'Other', id: 'st-2' } }) });
    expect(namesOf(first!)).toEqual(['connect', 'disconnect']);
    expect(used()).toHaveLength(2);
    expect(elementOf(page).client).toBe(used()[1]);
    await page.unmount();
  });

  it('forwards the ref to the element, and renders children', async () => {
    const ref = createRef<XoChatElement>();
    const Slots = () =>
      createElement(XoChat, { ...propsOf(), ref }, createElement('b', { slot: 'launcher' }, 'Ask us'));
    const page = await renderReact(Slots, {});
    expect(ref.current).toBe(elementOf(page));
    expect(elementOf(page).textContent).toBe('Ask us');
    await page.unmount();
  });
});

describe('wrong options of <XoChat>', () => {
  const unusable = new ConfigError('XO_CONFIG_INVALID', 'unable to make a chat client; apiUrl is not a URL');
  const Form = ({ chat }: { chat: XoChatProps }) =>
    createElement('form', null, 'The rest of the page', createElement(XoChat, chat));

  it('leave the page alone: nothing is drawn, onError and the console say why', async () => {
    create.mockImplementation(() => {
      throw unusable;
    });
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    const onError = vi.fn();
    const page = await renderReact(Form, { chat: propsOf({ apiUrl: 'platform.kore.ai', onError }) });
    expect([page.place.textContent, page.place.querySelector('xo-chat')]).toEqual(['The rest of the page', null]);
    expect(onError).toHaveBeenCalledWith(unusable);
    await vi.waitUntil(() => error.mock.calls.length > 0);
    expect(error.mock.calls[0]![0]).toMatch(/^\[xo-rtm] unable to make a chat client; apiUrl is not a URL\. ./);
    await page.unmount();
    vi.restoreAllMocks();
  });

  it('draw the chat when they are corrected', async () => {
    create.mockImplementationOnce(() => {
      throw unusable;
    });
    create.mockImplementationOnce(() => {
      throw unusable;
    });
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const page = await renderReact(Form, { chat: propsOf({ apiUrl: 'platform.kore.ai' }) });
    await page.render({ chat: propsOf({ open: true }) });
    expect(elementOf(page).shadowRoot).not.toBeNull();
    expect(used()).toHaveLength(1);
    await page.unmount();
    vi.restoreAllMocks();
  });

  it('are errors of types, too', () => {
    const bot = { name: 'Shop Bot', id: 'st-1' };
    // @ts-expect-error: neither a client nor its options
    createElement(XoChat, {});
    // @ts-expect-error: a variable that may be unset
    createElement(XoChat, { apiUrl: process.env.NO_SUCH_URL, bot, jwtUrl: '/token' });
    // @ts-expect-error: no source of JWTs
    createElement(XoChat, { apiUrl: 'https://a.example', bot });
    createElement(XoChat, { apiUrl: 'https://a.example', bot, getJwt: () => 'a.b.c' });
    createElement(XoChat, { client: new FakeChatClient() });
  });

  it('that are none of ours are thrown', async () => {
    create.mockImplementation(() => {
      throw new RangeError('not ours');
    });
    vi.spyOn(console, 'error').mockImplementation(() => {});
    await expect(renderReact(Form, { chat: propsOf() })).rejects.toThrow('not ours');
    vi.restoreAllMocks();
  });
});
