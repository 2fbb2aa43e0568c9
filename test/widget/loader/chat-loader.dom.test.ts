import { afterEach, describe, expect, it, vi } from 'vitest';
import { ChatLoader } from '../../../src/widget/loader/chat-loader.js';
import type { WholeChat } from '../../../src/widget/loader/page-script.js';

const made: ChatLoader<WholeChat>[] = [];

afterEach(() => {
  // A loader that has its chat no longer observes the page, which the next test uses.
  for (const chats of made.splice(0)) chats.adopt({ defineXoChat() {}, allow() {} });
  document.body.replaceChildren();
});

/** Lets observers and promises run. */
const turn = () => new Promise((resolve) => setTimeout(resolve));

function loader(html: readonly Record<string, string>[], answers: (object | Error)[] = []) {
  for (const attributes of html) add(attributes);
  const load = vi.fn(async () => {
    const answer = answers.shift() ?? { defineXoChat, allow };
    if (answer instanceof Error) throw answer;
    return answer as WholeChat;
  });
  const defineXoChat = vi.fn();
  const allow = vi.fn<WholeChat['allow']>();
  const chats = new ChatLoader(load);
  made.push(chats);
  return { chats, load, defineXoChat, allow };
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
  it('renders a launcher for each chat, and loads nothing', async () => {
    const { chats, load } = loader([{ locale: 'de', theme: 'dark' }, {}]);
    expect(launcherOf(first())).toBeUndefined();
    chats.start();
    const late = add();
    await turn();
    expect(launcherOf(first())?.getAttribute('aria-label')).toBe('Chat öffnen');
    expect(launcherOf(late)?.getAttribute('aria-label')).toBe('Open chat');
    expect(load).not.toHaveBeenCalled();
  });

  it('loads when the pointer comes near, and defines the element when pressed', async () => {
    const { chats, load, defineXoChat } = loader([{}]);
    chats.start();
    launcherOf(first())!.dispatchEvent(new Event('pointerenter'));
    await turn();
    expect([load.mock.calls.length, defineXoChat.mock.calls.length]).toEqual([1, 0]);
    launcherOf(first())!.click();
    await turn();
    expect([load.mock.calls.length, defineXoChat.mock.calls.length]).toEqual([1, 1]);
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

  it.each(['before', 'after'])('loads when the page sets the property %s the launcher is rendered', async (when) => {
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
    // Reveals the property of the element.
    expect(Object.hasOwn(host, 'open')).toBe(false);
  });

  it('runs each setup once, before the first chat', async () => {
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

  it('renders launchers although an element of the page hides the methods of the document', async () => {
    const { chats } = loader([{}]);
    for (const name of ['querySelector', 'querySelectorAll']) {
      Object.defineProperty(document, name, { configurable: true, value: document.body });
    }
    try {
      chats.start();
    } finally {
      for (const name of ['querySelector', 'querySelectorAll']) Reflect.deleteProperty(document, name);
    }
    expect(launcherOf(first())).not.toBeNull();
  });

  it('pins platforms before the first chat starts, and later ones at once', async () => {
    const order: string[] = [];
    const { chats, allow, defineXoChat } = loader([{}]);
    allow.mockImplementation((platforms) => void order.push(platforms.join(' ')));
    defineXoChat.mockImplementation(() => order.push('define'));
    chats.start();
    chats.allow(['https://a.example']);
    chats.allow(['https://b.example']);
    await chats.load();
    chats.allow(['https://c.example']);
    expect(order).toEqual(['https://a.example https://b.example', 'define', 'https://c.example']);
    expect(() => loader([]).chats.allow('https://a.example' as never)).toThrow(TypeError);
  });

  it('defines the chat even if a platform is not an address, and logs it', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { chats, allow, defineXoChat } = loader([{}]);
    allow.mockImplementation(() => {
      throw new TypeError('unable to pin platforms');
    });
    chats.allow(['nonsense']);
    await chats.load();
    expect(defineXoChat).toHaveBeenCalledTimes(1);
    expect(error.mock.calls[0]![0]).toContain('unable to pin platforms');
    error.mockRestore();
  });

  it('uses an existing chat instead of loading one', async () => {
    const { chats, load } = loader([{}]);
    const setup = vi.fn();
    const chat = { defineXoChat: vi.fn(), allow: vi.fn() };
    chats.use(setup);
    chats.start();
    chats.adopt(chat);
    expect(setup).toHaveBeenCalledExactlyOnceWith(chat);
    await expect(chats.load()).resolves.toBe(chat);
    expect(chat.defineXoChat).toHaveBeenCalledTimes(1);
    expect(load).not.toHaveBeenCalled();
    await turn();
    expect(launcherOf(first())).toBeNull();
  });

  it('keeps the first chat, whether another one arrives later or while it loads', async () => {
    const { chats, defineXoChat } = loader([{}, {}]);
    const chat = { defineXoChat: vi.fn(), allow: vi.fn() };
    chats.start();
    const loading = chats.load();
    chats.adopt(chat);
    expect([await loading, await chats.load()]).toEqual([chat, chat]);
    expect([chat.defineXoChat.mock.calls.length, defineXoChat.mock.calls.length]).toEqual([1, 0]);
    chats.adopt({ defineXoChat, allow: vi.fn() });
    await expect(chats.load()).resolves.toBe(chat);
    expect(defineXoChat).not.toHaveBeenCalled();
  });

  it('does not retry on each change of the page after a failure, until a chat is wanted again', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { chats, load } = loader(
      [{ open: '' }],
      [new TypeError('Failed to fetch'), new TypeError('Failed to fetch')],
    );
    chats.start();
    await turn();
    for (let change = 0; change < 3; change++) {
      document.body.append(document.createElement('p'));
      await turn();
    }
    expect(load).toHaveBeenCalledTimes(1);
    first().setAttribute('preconnect', '');
    await turn();
    expect(load).toHaveBeenCalledTimes(2);
    expect(error).toHaveBeenCalledTimes(1);
    first().setAttribute('mode', 'docked');
    await turn();
    expect(load).toHaveBeenCalledTimes(3);
    error.mockRestore();
  });

  it('logs when it cannot load, and tries again on the next press', async () => {
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
