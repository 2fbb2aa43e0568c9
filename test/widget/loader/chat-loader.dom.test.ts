import { afterEach, describe, expect, it, vi } from 'vitest';
import { ChatLoader } from '../../../src/widget/loader/chat-loader.js';

afterEach(() => document.body.replaceChildren());

/** Lets observers and promises have their turn. */
const turn = () => new Promise((resolve) => setTimeout(resolve));

function loader(html: readonly Record<string, string>[], answers: (object | Error)[] = []) {
  for (const attributes of html) add(attributes);
  const asked = vi.fn(async () => {
    const answer = answers.shift() ?? { defineXoChat };
    if (answer instanceof Error) throw answer;
    return answer as { defineXoChat(): void };
  });
  const defineXoChat = vi.fn();
  const chats = new ChatLoader(asked);
  return { chats, asked, defineXoChat };
}

function add(attributes: Record<string, string> = {}): Element {
  const element = document.createElement('xo-chat');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  document.body.append(element);
  return element;
}

const launcherOf = (host: Element | null) => host?.shadowRoot?.querySelector<HTMLButtonElement>('.launcher');
const first = () => document.querySelector('xo-chat')!;

describe('ChatLoader', () => {
  it('draws a launcher for each chat, and asks for nothing', async () => {
    const { chats, asked } = loader([{ locale: 'de', theme: 'dark' }, {}]);
    expect(launcherOf(first())).toBeUndefined();
    chats.start();
    const late = add();
    await turn();
    expect(launcherOf(first())?.getAttribute('aria-label')).toBe('Chat öffnen');
    expect(launcherOf(late)?.getAttribute('aria-label')).toBe('Open chat');
    expect(asked).not.toHaveBeenCalled();
  });

  it('loads when somebody comes near, and defines when somebody presses', async () => {
    const { chats, asked, defineXoChat } = loader([{}]);
    chats.start();
    launcherOf(first())!.dispatchEvent(new Event('pointerenter'));
    await turn();
    expect([asked.mock.calls.length, defineXoChat.mock.calls.length]).toEqual([1, 0]);
    launcherOf(first())!.click();
    await turn();
    expect([asked.mock.calls.length, defineXoChat.mock.calls.length]).toEqual([1, 1]);
    expect(first().hasAttribute('open')).toBe(true);
    expect(launcherOf(first())).toBeNull();
  });

  it.each([{ open: '' }, { preconnect: '' }, { mode: 'inline' }])('loads at once for %j', async (attributes) => {
    const { chats, defineXoChat } = loader([attributes]);
    chats.start();
    await turn();
    expect(defineXoChat).toHaveBeenCalledTimes(1);
  });

  it('loads when the page opens a chat', async () => {
    const { chats, defineXoChat } = loader([{}]);
    chats.start();
    first().setAttribute('open', '');
    await turn();
    expect(defineXoChat).toHaveBeenCalledTimes(1);
  });

  it.each(['before', 'after'])('loads when the page sets the property, %s the launcher is drawn', async (when) => {
    const { chats, defineXoChat } = loader([{}]);
    const host = first() as Element & { open?: boolean };
    if (when === 'before') host.open = true;
    chats.start();
    await turn();
    if (when === 'after') {
      expect([host.open, defineXoChat.mock.calls.length]).toEqual([false, 0]);
      host.open = true;
      await turn();
    }
    expect(defineXoChat).toHaveBeenCalledTimes(1);
    expect(host.hasAttribute('open')).toBe(true);
    // So that the element's own comes to light.
    expect(Object.hasOwn(host, 'open')).toBe(false);
  });

  it('runs what the page wants to set up before the first chat, each once', async () => {
    const order: string[] = [];
    const { chats, defineXoChat } = loader([{}]);
    defineXoChat.mockImplementation(() => order.push('define'));
    chats.use(() => order.push('early'));
    chats.start();
    const loading = chats.load();
    chats.use(() => order.push('while loading'));
    await loading;
    chats.use(() => order.push('late'));
    expect(order).toEqual(['early', 'while loading', 'define', 'late']);
  });

  it('says when it cannot load, and tries again at the next press', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { chats, defineXoChat } = loader([{}], [new TypeError('Failed to fetch')]);
    chats.start();
    launcherOf(first())!.click();
    expect(launcherOf(first())!.getAttribute('aria-busy')).toBe('true');
    await turn();
    expect(launcherOf(first())!.getAttribute('aria-busy')).toBe('false');
    expect(error.mock.calls[0]![0]).toContain('unable to load the chat');
    launcherOf(first())!.click();
    await turn();
    expect(defineXoChat).toHaveBeenCalledTimes(1);
    error.mockRestore();
  });
});
