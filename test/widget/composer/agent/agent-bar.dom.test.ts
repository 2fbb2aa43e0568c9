import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChatEvents } from '../../../../src/client/chat-client.js';
import { drawn, openChat, type } from '../../../support/chat-page.js';
import { message } from '../../../support/fake-chat-client.js';

vi.mock('../../../../src/client/index.js', () => ({ createChatClient: vi.fn() }));

beforeEach(() => sessionStorage.clear());
afterEach(() => document.body.replaceChildren());

const event = (kind: string, fields: object = {}) =>
  ({ type: 'events', message: { type: kind, ...fields } }) as ChatEvents['events'];

async function withAgent() {
  const page = await openChat();
  await page.begin();
  page.client.receive(message('Hello'));
  await vi.waitUntil(() => page.find('.tools'));
  const { client } = page;
  client.emit(
    'events',
    event('agent_connected', { agentInfo: { firstName: 'Ann', profImage: 'https://x.example/a.png' } }),
  );
  client.set({ agent: { connected: true, name: 'Ann', picture: 'https://x.example/a.png' } });
  await drawn();
  const count = (name: string) => client.calls.filter((call) => call.name === name).length;
  return { ...page, count };
}

describe('the agent bar', () => {
  it('shows the name of the agent, and ends the chat', async () => {
    const { client, texts, button, count, find } = await withAgent();
    expect(texts('.whom')).toEqual(['You are talking with Ann']);
    expect(texts('.group.system')).toEqual(['Ann has joined the conversation.']);
    button('End chat')!.click();
    expect(count('endAgentChat')).toBe(1);
    client.emit('events', event('agent_disconnected'));
    client.set({ agent: { connected: false } });
    await drawn();
    expect(texts('.whom')).toEqual(['Ann has left the conversation.']);
    button('Dismiss')!.click();
    await drawn();
    expect(find('.agent-bar')).toBeNull();
    expect(texts('.group.system .message')).toHaveLength(2);
  });

  it('shows a notice if the chat could not be ended', async () => {
    const { client, button, texts } = await withAgent();
    vi.spyOn(client, 'endAgentChat').mockRejectedValue(new Error('no connection'));
    button('End chat')!.click();
    await drawn();
    expect(texts('[role=alert] p')).toEqual(['The chat could not be ended. Check your connection and try again.']);
  });

  it('sends the typing indicator and read receipts', async () => {
    const { client, find, count } = await withAgent();
    type(find<HTMLTextAreaElement>('textarea')!, 'h');
    await drawn();
    expect(client.calls.filter(({ name }) => name === 'setTyping').at(-1)!.args).toEqual([true]);
    type(find<HTMLTextAreaElement>('textarea')!, '');
    await drawn();
    expect(client.calls.filter(({ name }) => name === 'setTyping').at(-1)!.args).toEqual([false]);
    expect(count('markRead')).toBeGreaterThan(0);
  });

  it('sends read receipts only when the page is visible again', async () => {
    const { client, count, chat } = await withAgent();
    const state = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    const before = count('markRead');
    client.set({ typing: { active: true, from: 'agent' } });
    await drawn();
    expect(count('markRead')).toBe(before);
    state.mockRestore();
    document.dispatchEvent(new Event('visibilitychange'));
    expect(count('markRead')).toBe(before + 1);
    chat.destroy();
    document.dispatchEvent(new Event('visibilitychange'));
    expect(count('markRead')).toBe(before + 1);
  });

  it('removes all its listeners', async () => {
    const { chat, client } = await withAgent();
    chat.destroy();
    expect(client.listenerCount).toBe(0);
  });
});
