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

let made: FakeChatClient[];
let renderings: number;

beforeEach(() => {
  made = [];
  renderings = 0;
  create.mockReset().mockImplementation(() => {
    made.push(new FakeChatClient());
    return made.at(-1)!;
  });
});

function Chat({ source, options }: { source: ChatSource; options?: UseChatOptions }) {
  const client = useChat(source, options);
  const { messages, state } = useChatState(client);
  renderings++;
  return createElement(Fragment, null, `${state.status}: ${messages.map(({ text }) => text).join()}`);
}

const namesOf = (client: FakeChatClient) => client.calls.map(({ name }) => name);
/** The clients that were used: StrictMode renders twice, and lets one of the two go. */
const used = () => made.filter(({ calls }) => calls.length > 0);

describe('useChat', () => {
  it('makes one client that lives with the component, in StrictMode, too', async () => {
    const page = await renderReact(Chat, { source: optionsOf() });
    expect(used()).toHaveLength(1);
    await page.render({ source: optionsOf() });
    expect(namesOf(used()[0]!).filter((name) => name === 'disconnect')).toEqual([]);
    await page.unmount();
    expect(namesOf(used()[0]!).filter((name) => name === 'disconnect')).toHaveLength(1);
    expect(used()[0]!.listenerCount).toBe(0);
  });

  it('begins another conversation for another bot, and ends the one before', async () => {
    const page = await renderReact(Chat, { source: optionsOf() });
    const [first] = used();
    await page.render({ source: optionsOf({ bot: { name: 'Other', id: 'st-2' } }) });
    expect(used()).toHaveLength(2);
    expect(namesOf(first!)).toContain('disconnect');
    expect(namesOf(used()[1]!)).not.toContain('disconnect');
    expect(first!.listenerCount).toBe(0);
  });

  it('asks the newest getJwt', async () => {
    const page = await renderReact(Chat, { source: optionsOf({ getJwt: () => 'old' }) });
    await page.render({ source: optionsOf({ getJwt: () => 'new' }) });
    const { getJwt } = create.mock.calls[0]![0];
    expect(await getJwt({ reason: 'initial', signal: new AbortController().signal })).toBe('new');
  });

  it('leaves the connection of a given client to its owner', async () => {
    const client = new FakeChatClient();
    const page = await renderReact(Chat, { source: client });
    await page.unmount();
    expect(client.calls).toEqual([]);
    expect(client.listenerCount).toBe(0);
  });

  it('connects a given client, or not its own, when it is told so', async () => {
    const client = new FakeChatClient();
    await renderReact(Chat, { source: client, options: { connect: true } });
    expect(namesOf(client)).toContain('connect');
    await renderReact(Chat, { source: optionsOf(), options: { connect: false } });
    expect(used()).toEqual([]);
  });
});

describe('useChatState', () => {
  it('draws what changes', async () => {
    const client = new FakeChatClient();
    const page = await renderReact(Chat, { source: client });
    expect(page.place.textContent).toBe('idle: ');
    await page.after(() => client.receive(message('Hi'), message('there')));
    expect(page.place.textContent).toBe('idle: Hi,there');
    await page.unmount();
  });

  it('draws nothing anew when nothing has changed', async () => {
    const client = new FakeChatClient();
    const page = await renderReact(Chat, { source: client });
    const before = renderings;
    await page.after(() => client.set({}));
    expect(renderings).toBe(before);
    await page.unmount();
  });

  it('draws only when the chosen part is another', async () => {
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
