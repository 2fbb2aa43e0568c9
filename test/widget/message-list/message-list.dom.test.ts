import { afterEach, describe, expect, it, vi } from 'vitest';
import { drawn, openChat, press } from '../../support/chat-page.js';
import { message } from '../../support/fake-chat-client.js';

vi.mock('../../../src/client/index.js', () => ({ createChatClient: vi.fn() }));

afterEach(() => document.body.replaceChildren());

async function openConversation(...messages: ReturnType<typeof message>[]) {
  const page = await openChat();
  await page.begin();
  page.client.receive(...messages);
  await drawn();
  const scroller = page.find('.scroller')!;
  return {
    ...page,
    /** happy-dom has no layout: sets the scroll position, and dispatches the event of the browser. */
    scroll(top: number, { height = 2000, client = 400 } = {}) {
      Object.defineProperty(scroller, 'scrollHeight', { value: height, configurable: true });
      Object.defineProperty(scroller, 'clientHeight', { value: client, configurable: true });
      scroller.scrollTop = top;
      scroller.dispatchEvent(new Event('scroll'));
    },
  };
}

const NOON = new Date(2025, 10, 20, 12).getTime();

describe('message list', () => {
  it('groups by author, with a visible or hidden name and a time for each group', async () => {
    const { all, texts } = await openConversation(
      message('a', { createdAt: NOON }),
      message('b', { createdAt: NOON + 1000 }),
      message('c', { from: 'user', createdAt: NOON + 2000 }),
      message('d', { from: 'agent', author: { name: 'Mira' }, createdAt: NOON + 3000 }),
      message('e', { from: 'system', createdAt: NOON + 4000 }),
    );
    expect(all('.group').map(({ className }) => className)).toEqual([
      'group bot',
      'group user',
      'group agent',
      'group system',
    ]);
    expect(texts('.group.bot .bubble')).toEqual(['a', 'b']);
    expect(all('.group').map((group) => group.firstElementChild?.textContent)).toEqual([
      'Shop Bot',
      'You',
      'Mira',
      'e',
    ]);
    const [time] = all<HTMLTimeElement>('time');
    expect(time?.dateTime).toBe(new Date(NOON + 1000).toISOString());
    expect(time?.querySelector('.short')?.textContent).toMatch(/^12:00\sPM$/);
    expect(time?.querySelector('.exact')?.textContent).toMatch(/^Thursday, November 20, 2025 at 12:00:01\sPM$/);
  });

  it('updates the age of a new message every minute, for an hour', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: NOON });
    const { texts } = await openConversation(message('a', { createdAt: NOON - 30_000 }));
    const seen = [texts('.short')];
    await vi.advanceTimersByTimeAsync(30_000);
    seen.push(texts('.short'));
    await vi.advanceTimersByTimeAsync(58 * 60_000);
    seen.push(texts('.short'));
    expect(seen.flat()).toEqual(['now', '1 min. ago', '59 min. ago']);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(texts('.short')[0]).toMatch(/^11:59\sAM$/);
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('separates days', async () => {
    const now = Date.now();
    const { texts } = await openConversation(
      message('a', { createdAt: now - 86_400_000 }),
      message('b', { createdAt: now, from: 'user' }),
    );
    expect(texts('.day')).toEqual(['Yesterday', 'Today']);
  });

  it.each([
    ['queued', 'Waiting to be sent'],
    ['sent', 'Sent'],
    ['delivered', 'Delivered'],
    ['read', 'Read'],
  ] as const)('says of an own message that it is %s', async (status, words) => {
    const { texts } = await openConversation(message('mine', { from: 'user', status }));
    expect(texts('.delivery')).toEqual([words]);
  });

  it('shows the status of older messages only if it is unusual', async () => {
    const { texts } = await openConversation(
      message('a', { from: 'user', createdAt: NOON }),
      message('b', { createdAt: NOON }),
      message('c', { from: 'user', status: 'queued', createdAt: NOON }),
      message('d', { createdAt: NOON }),
      message('e', { from: 'user', status: 'read', createdAt: NOON }),
    );
    expect(texts('.delivery')).toEqual(['Waiting to be sent', 'Read']);
  });

  it('offers to retry or discard a failed message', async () => {
    const failed = message('mine', { from: 'user', status: 'failed' });
    const { client, button, texts } = await openConversation(failed);
    expect(texts('.delivery')).toEqual([]);
    expect(texts('.problem')).toEqual(['Not sentRetryDiscard']);
    button('Retry')!.click();
    button('Discard')!.click();
    expect(client.calls.slice(-2)).toEqual([
      { name: 'retry', args: [failed.id] },
      { name: 'discard', args: [failed.id] },
    ]);
  });

  it('renders again only what has changed', async () => {
    const first = message('first', { createdAt: NOON });
    const second = message('second', { from: 'user', status: 'queued', createdAt: NOON });
    const { client, all } = await openConversation(first, second);
    const changes: MutationRecord[] = [];
    const observer = new MutationObserver((records) => changes.push(...records));
    const [untouched] = all('.group');
    observer.observe(untouched!, { subtree: true, childList: true, characterData: true, attributes: true });
    const bubbles = all('.bubble');
    client.change(second.id, { status: 'delivered' });
    client.receive(message('third', { createdAt: NOON }));
    await drawn();
    expect([...changes, ...observer.takeRecords()]).toEqual([]);
    expect(all('.bubble').slice(0, 2)).toEqual(bubbles);
    expect(all('.delivery').map(({ textContent }) => textContent)).toEqual(['Delivered']);
  });

  it('shows who is typing', async () => {
    const { client, find } = await openConversation(message('a'));
    client.set({ typing: { active: true, from: 'bot' } });
    await drawn();
    expect(find('.typing')?.textContent).toBe('Shop Bot is typing');
    client.set({ typing: { active: true, from: 'agent' }, agent: { connected: true, name: 'Mira' } });
    await drawn();
    expect(find('.typing')?.textContent).toBe('Mira is typing');
    client.set({ typing: { active: false } });
    await drawn();
    expect(find('.typing')).toBeNull();
  });

  it('shows a hint while there are no messages', async () => {
    const { find, client } = await openConversation();
    expect(find('.intro')?.textContent).toContain('Write a message to begin.');
    client.receive(message('a'));
    await drawn();
    expect(find('.intro')).toBeNull();
  });

  it('is reachable by keyboard, and has a name', async () => {
    const { find } = await openConversation(message('a'));
    expect(find('.scroller')?.tabIndex).toBe(0);
    expect(find('.scroller')?.getAttribute('aria-label')).toBe('Conversation');
  });
});

describe('message list, long', () => {
  const long = () =>
    Array.from({ length: 300 }, (_, at) => message(`line ${at}`, { from: at % 2 ? 'bot' : 'user', createdAt: NOON }));

  /** The virtual list loads with the first long conversation. */
  const openLongConversation = async (...messages: ReturnType<typeof message>[]) => {
    const page = await openConversation(...messages);
    expect(page.texts('.bubble').at(-1)).toBe(messages.at(-1)!.text);
    await expect.poll(() => page.find('.space')).not.toBeNull();
    return page;
  };

  it('renders only the end of a long conversation', async () => {
    const { texts, find } = await openLongConversation(...long());
    const shown = texts('.bubble');
    expect(shown.length).toBeLessThan(60);
    expect(shown.at(-1)).toBe('line 299');
    expect(Number.parseFloat(find('.space')!.style.blockSize)).toBeGreaterThan(5000);
    expect(find('.space')?.getAttribute('aria-hidden')).toBe('true');
  });

  it('renders all of it on request and before find-in-page', async () => {
    const first = await openConversation(...long());
    first.button('Show the whole conversation')!.click();
    await drawn();
    expect(first.all('.message')).toHaveLength(300);
    expect(first.button('Show the whole conversation')).toBeUndefined();

    const second = await openLongConversation(...long());
    expect(press(second.find('.scroller')!, 'f', { ctrlKey: true })).toBe(false);
    await drawn();
    expect(second.all('.message')).toHaveLength(300);
  });

  it('does not offer that if everything is rendered', async () => {
    const { button, find } = await openConversation(message('a'));
    expect(button('Show the whole conversation')).toBeUndefined();
    expect(find('.space')).toBeNull();
  });

  it('keeps the message with the focus rendered, however far it is scrolled away', async () => {
    const messages = long();
    messages[290] = { ...messages[290]!, components: [{ type: 'text', text: 'see https://example.com' }] };
    const { client, find, root, texts, scroll } = await openLongConversation(...messages);
    const link = find('.bubble a')!;
    link.focus();
    client.receive(...long().slice(0, 200));
    await drawn();
    expect(root.activeElement).toBe(link);
    expect(texts('.bubble')).not.toContain('line 289');
    expect(texts('.bubble')[0]).toBe('see https://example.com');
    scroll(1600);
    find('.scroller')!.focus();
    client.receive(message('more', { createdAt: NOON }));
    await drawn();
    expect(find('.bubble a')).toBeNull();
  });
});

describe('message list, scrolling', () => {
  it('stays at the end while the reader is there', async () => {
    const { client, find, scroll } = await openConversation(message('a'));
    scroll(1600);
    client.receive(message('b'));
    await drawn();
    expect(find('.scroller')?.scrollTop).toBe(2000);
    expect(find('.pill')).toBeNull();
  });

  it('keeps following when a picture grows the list before the scroll event', async () => {
    const { client, find, scroll } = await openConversation(message('a'));
    scroll(1600);
    scroll(1600, { height: 2300 });
    client.receive(message('b'));
    await drawn();
    expect(find('.scroller')?.scrollTop).toBe(2300);
  });

  it('does not scroll a reader down, and counts new messages', async () => {
    const { client, find, scroll } = await openConversation(message('a'));
    scroll(1600);
    scroll(500);
    client.receive(message('b'), message('mine elsewhere', { from: 'system' }));
    client.change(client.messages[0]!.id, { text: 'A' });
    await drawn();
    expect(find('.scroller')?.scrollTop).toBe(500);
    expect(find('.pill')?.textContent).toBe('2 new messages');
    find('.pill')!.click();
    await drawn();
    expect(find('.scroller')?.scrollTop).toBe(2000);
    expect(find('.pill')).toBeNull();
  });

  it('does not count messages that the reader has sent from elsewhere', async () => {
    const { client, find, scroll } = await openConversation(message('a'));
    scroll(1600);
    scroll(500);
    client.receive(message('sent from another tab', { from: 'user' }), message('the answer'));
    await drawn();
    expect(find('.pill')?.textContent).toBe('1 new message');
  });

  it('scrolls to the end when the user sends a message', async () => {
    const { client, find, scroll } = await openConversation(message('a'));
    scroll(1600);
    scroll(500);
    client.receive(message('mine', { from: 'user' }));
    await drawn();
    expect(find('.scroller')?.scrollTop).toBe(2000);
  });
});

describe('message list, history', () => {
  it('offers older messages, shows that they are loading, and hides the button at the beginning', async () => {
    const { chat, client, find, texts } = await openChat();
    chat.open();
    client.ready();
    await drawn();
    expect(texts('.loader')).toEqual(['Loading…']);
    client.answerPage([message('newer')], true);
    await drawn();
    const button = find<HTMLButtonElement>('.loader button')!;
    expect(button.textContent).toBe('Load earlier messages');
    button.focus();
    button.click();
    await drawn();
    expect(find('.loader button')).toBe(button);
    expect(button.getAttribute('aria-disabled')).toBe('true');
    button.click();
    expect(client.pages).toHaveLength(1);
    client.answerPage([message('older', { createdAt: 0 })], false);
    await drawn();
    expect(texts('.bubble')).toEqual(['older', 'newer']);
    expect(find('.loader')).toBeNull();
  });

  it('loads by scrolling up, once per page', async () => {
    const page = await openChat();
    page.chat.open();
    page.client.ready();
    page.client.answerPage([message('a')], true);
    await drawn();
    const scroller = page.find('.scroller')!;
    Object.defineProperty(scroller, 'scrollHeight', { value: 2000 });
    Object.defineProperty(scroller, 'clientHeight', { value: 400 });
    const loads = () => page.client.calls.filter(({ name }) => name === 'loadHistory').length;
    for (const top of [1600, 500, 60, 40, 0]) {
      scroller.scrollTop = top;
      scroller.dispatchEvent(new Event('scroll'));
      await drawn();
      expect(loads()).toBe(top > 80 ? 1 : 2);
    }
  });

  it('keeps the focus when the button for older messages disappears', async () => {
    const { root, chat, client, find } = await openChat();
    chat.open();
    client.ready();
    client.answerPage([message('b')], true);
    await drawn();
    const button = find('.loader button')!;
    button.focus();
    button.click();
    client.answerPage([message('a')], false);
    await drawn();
    expect(find('.loader')).toBeNull();
    expect(root.activeElement).toBe(find('.scroller'));
  });

  it('can be loaded again after a failure', async () => {
    const { chat, client, find, texts } = await openChat();
    chat.open();
    client.ready();
    client.pages.shift()!.reject(new Error('gone'));
    await drawn();
    expect(texts('.loader')).toEqual(['Earlier messages could not be loaded. Try again']);
    find('.loader button')!.click();
    expect(client.pages).toHaveLength(1);
  });
});
