import { createElement, Fragment } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createChatClient } from '../../src/client/index.js';
import type { ChatClientOptions } from '../../src/client/options.js';
import { type ChatSource, type UseChatOptions, useChat, useChatState } from '../../src/react/index.js';
import { FakeChatClient, message } from '../support/fake-chat-client.js';
import { renderReact } from '../support/react-page.js';

vi.mock('../../src/client/index.js', () => ({ createChatClient: vi.fn() }));

const create = vi.mocked(createChatClient);
const BOT = { name: 'Demo', id: 'st-1' };
const optionsOf = (fields: Partial<ChatClientOptions> = {}): ChatClientOptions => ({
  apiUrl: 'https://a.example',
  bot: { ...BOT },
  getJwt: () => 'a.b.c',
  ...fields,
});

let created: FakeChatClient[];
let renderCount: number;

beforeEach(() => {
  created = [];
  renderCount = 0;
  create.mockReset().mockImplementation(() => {
    created.push(new FakeChatClient());
    return created.at(-1)!;
  });
});

function Chat({ source, options }: { source: ChatSource; options?: UseChatOptions }) {
  const client = useChat(source, options);
  const { messages, state } = useChatState(client);
  renderCount++;
  return createElement(Fragment, null, `${state.status}: ${messages.map(({ text }) => text).join()}`);
}

const namesOf = (client: FakeChatClient) => client.calls.map(({ name }) => name);
/** The clients that were used. StrictMode renders twice, and discards one of the two clients. */
const used = () => created.filter(({ calls }) => calls.length > 0);

describe('useChat', () => {
  it('creates one client that lives as long as the component, even in StrictMode', async () => {
    const page = await renderReact(Chat, { source: optionsOf() });
    expect(used()).toHaveLength(1);
    await page.render({ source: optionsOf() });
    expect(namesOf(used()[0]!).filter((name) => name === 'disconnect')).toEqual([]);
    await page.unmount();
    expect(namesOf(used()[0]!).filter((name) => name === 'disconnect')).toHaveLength(1);
    expect(used()[0]!.listenerCount).toBe(0);
  });

  it('starts a new conversation for another bot, and ends the previous one', async () => {
    const page = await renderReact(Chat, { source: optionsOf() });
    const [first] = used();
    await page.render({ source: optionsOf({ bot: { name: 'Other', id: 'st-2' } }) });
    expect(used()).toHaveLength(2);
    expect(namesOf(first!)).toContain('disconnect');
    expect(namesOf(used()[1]!)).not.toContain('disconnect');
    expect(first!.listenerCount).toBe(0);
  });

  it('calls the latest getJwt', async () => {
    const page = await renderReact(Chat, { source: optionsOf({ getJwt: () => 'old' }) });
    await page.render({ source: optionsOf({ getJwt: () => 'new' }) });
    const { getJwt } = create.mock.calls[0]![0];
    expect(await getJwt!({ reason: 'initial', signal: new AbortController().signal })).toBe('new');
  });

  it('leaves the connection of a given client to its owner', async () => {
    const client = new FakeChatClient();
    const page = await renderReact(Chat, { source: client });
    await page.unmount();
    expect(client.calls).toEqual([]);
    expect(client.listenerCount).toBe(0);
  });

  it('lets the option connect override the default', async () => {
    const client = new FakeChatClient();
    await renderReact(Chat, { source: client, options: { connect: true } });
    expect(namesOf(client)).toContain('connect');
    await renderReact(Chat, { source: optionsOf(), options: { connect: false } });
    expect(used()).toEqual([]);
  });
});

describe('useChatState', () => {
  it('renders changes', async () => {
    const client = new FakeChatClient();
    const page = await renderReact(Chat, { source: client });
    expect(page.place.textContent).toBe('idle: ');
    await page.after(() => client.receive(message('Hi'), message('there')));
    expect(page.place.textContent).toBe('idle: Hi,there');
    await page.unmount();
  });

  it('does not render again if nothing has changed', async () => {
    const client = new FakeChatClient();
    const page = await renderReact(Chat, { source: client });
    const before = renderCount;
    await page.after(() => client.set({}));
    expect(renderCount).toBe(before);
    await page.unmount();
  });

  it('renders only if the selected part has changed', async () => {
    const client = new FakeChatClient();
    let drawn = 0;
    const Count = () => {
      drawn++;
      return createElement(
        Fragment,
        null,
        useChatState(client, ({ messages }) => messages.length),
      );
    };
    const page = await renderReact(Count, {});
    const before = drawn;
    await page.after(() => client.set({ typing: { active: true, from: 'bot' } }));
    expect(drawn).toBe(before);
    await page.after(() => client.receive(message('Hi')));
    expect(page.place.textContent).toBe('1');
    await page.unmount();
  });
});
