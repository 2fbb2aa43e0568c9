import { afterEach, describe, expect, it, vi } from 'vitest';
import { ConnectionError, TokenError } from '../../../src/errors/index.js';
import { drawn, openChat, press, type } from '../../support/chat-page.js';
import { message } from '../../support/fake-chat-client.js';

vi.mock('../../../src/client/index.js', () => ({ createChatClient: vi.fn() }));

afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
});

const lost = new ConnectionError('XO_NETWORK', 'unable to connect; no network');

describe('launcher', () => {
  it('has a label with its action and the number of unread messages', async () => {
    const { chat, client, begin, find } = await openChat();
    await begin();
    expect(find('.launcher')?.getAttribute('aria-expanded')).toBe('true');
    chat.close();
    client.receive(message('one'), message('two'));
    await drawn();
    const launcher = find('.launcher')!;
    expect(launcher.getAttribute('aria-label')).toBe('Open chat, 2 unread messages');
    expect(launcher.getAttribute('aria-expanded')).toBe('false');
    expect(find('.badge')?.textContent).toBe('2');
    launcher.click();
    await drawn();
    expect(find('.badge')).toBeNull();
  });

  it('moves the focus to the field, and Escape moves it back', async () => {
    const { chat, root, find } = await openChat();
    find('.launcher')!.focus();
    find('.launcher')!.click();
    expect(root.activeElement).toBe(find('textarea'));
    press(find('textarea')!, 'Escape');
    expect(chat.element.open).toBe(false);
    expect(root.activeElement).toBe(find('.launcher'));
  });

  it('closes with its button, too, and returns the focus', async () => {
    const { chat, root, find, button } = await openChat();
    chat.open();
    button('Close chat')!.focus();
    button('Close chat')!.click();
    expect(root.activeElement).toBe(find('.launcher'));
  });

  it('does not move the focus when a window without it closes', async () => {
    const outside = document.createElement('input');
    document.body.append(outside);
    const { chat } = await openChat();
    chat.open();
    outside.focus();
    chat.close();
    expect(document.activeElement).toBe(outside);
  });

  it('does not take the focus when the page loads with an open chat', async () => {
    const outside = document.createElement('input');
    document.body.append(outside);
    outside.focus();
    await openChat({ open: true });
    expect(document.activeElement).toBe(outside);
  });
});

describe('window', () => {
  it('is a dialog named after the bot, and a section when inline', async () => {
    const { chat, find } = await openChat();
    chat.open();
    expect([find('.window')?.getAttribute('role'), find('.window')?.getAttribute('aria-label')]).toEqual([
      'dialog',
      'Shop Bot',
    ]);
    const inline = await openChat({ mode: 'inline' });
    expect(inline.find('.window')?.localName).toBe('section');
    press(inline.find('textarea')!, 'Escape');
    await drawn();
    expect(inline.find('.window')).not.toBeNull();
  });

  it('is named after the agent who has taken over', async () => {
    const { begin, client, texts } = await openChat();
    await begin();
    client.set({ agent: { connected: true, name: 'Mira Lang' } });
    await drawn();
    expect(texts('.name')).toEqual(['Mira Lang']);
    client.set({ agent: { connected: false, name: 'Mira Lang' } });
    await drawn();
    expect(texts('.name')).toEqual(['Shop Bot']);
  });

  it('keeps the draft while it is closed', async () => {
    const { chat, find } = await openChat();
    chat.open();
    type(find<HTMLTextAreaElement>('textarea')!, 'half a sen');
    chat.close();
    chat.open();
    expect(find<HTMLTextAreaElement>('textarea')?.value).toBe('half a sen');
  });

  it('subscribes to the client once, however often it is opened', async () => {
    const { chat, client, begin } = await openChat();
    const before = client.listenerCount;
    await begin();
    chat.close();
    chat.open();
    expect(client.listenerCount).toBe(before);
  });
});

describe('connection', () => {
  it.each([
    [{ status: 'authorizing', attempt: 0 }, 'Connecting…', undefined],
    [{ status: 'ready', since: 0 }, 'Online', undefined],
    [{ status: 'opening', attempt: 2 }, 'Connecting…', 'Connecting…'],
    [{ status: 'offline' }, 'Not connected', 'Offline — messages will be sent when you are back'],
    [{ status: 'failed', cause: lost }, 'Not connected', 'The chat service cannot be reached. (XO_NETWORK)Retry'],
    [
      { status: 'failed', cause: new TokenError('XO_JWT_REJECTED', 'unable to sign in; eyJ.secret.jwt') },
      'Not connected',
      'The chat could not sign you in. (XO_JWT_REJECTED)Retry',
    ],
    [
      { status: 'failed', cause: new ConnectionError('XO_SOCKET_POLICY', 'unable to connect; 1008') },
      'Not connected',
      'The service does not accept this conversation. (XO_SOCKET_POLICY)Retry',
    ],
    [{ status: 'closed' }, 'Not connected', 'Not connectedRetry'],
  ] as const)('in words: %j', async (state, short, banner) => {
    const { chat, client, find, root } = await openChat();
    chat.open();
    // The banner loads with the first problem, or after the bot's first message.
    client.set({ state: { status: 'closed' } });
    await vi.waitFor(() => expect(find('.banner')).toBeTruthy());
    client.set({ state });
    await drawn();
    expect(find('.connection')?.textContent).toBe(short);
    expect(find('.banner')?.textContent).toBe(banner);
    expect(root.textContent).not.toContain('secret');
  });

  it('counts down to the next attempt, and says so once', async () => {
    await import('../../../src/widget/window/ConnectionBanner.js');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const { begin, client, find } = await openChat();
    await begin();
    client.set({ state: { status: 'waiting', attempt: 1, retryAt: Date.now() + 3400, cause: lost } });
    await drawn();
    const seen = [find('.banner span')?.textContent];
    const announced = find('[role=status]')?.textContent;
    for (let step = 0; step < 4; step++) {
      await vi.advanceTimersByTimeAsync(step === 0 ? 400 : 1000);
      seen.push(find('.banner span')?.textContent);
    }
    expect(seen).toEqual([4, 3, 2, 1, 0].map((seconds) => `Reconnecting in ${seconds} s`));
    expect(announced).toBe('Connection lost. Reconnecting.');
    expect(find('[role=status]')?.textContent).toBe(announced);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('stops the countdown when the window is closed', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const { chat, begin, client } = await openChat();
    await begin();
    // The timer for the bot's first message has ended.
    await vi.advanceTimersByTimeAsync(2000);
    client.set({ state: { status: 'waiting', attempt: 1, retryAt: Date.now() + 60_000, cause: lost } });
    await drawn();
    expect(vi.getTimerCount()).toBe(1);
    chat.close();
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([
    ['Try now', { status: 'waiting', attempt: 1, retryAt: 4e12, cause: lost }],
    ['Retry', { status: 'failed', cause: lost }],
  ] as const)('connects by %s', async (name, state) => {
    const { begin, client, button } = await openChat();
    await begin();
    client.set({ state });
    await drawn();
    button(name)!.click();
    expect(client.calls.filter((call) => call.name === 'connect')).toHaveLength(2);
  });
});

describe('live region', () => {
  it('announces each new message once, with its author, but no history', async () => {
    const { chat, client, texts } = await openChat();
    chat.open();
    client.ready();
    client.answerPage([message('from before')], true);
    await drawn();
    client.receive(message('hello'), message('mine', { from: 'user' }));
    client.receive(message('I am Mira', { from: 'agent', author: { name: 'Mira' } }));
    client.receive(message('The agent has left', { from: 'system' }));
    await expect
      .poll(() => texts('[role=log] p'))
      .toEqual(['Shop Bot: hello', 'Mira: I am Mira', 'The agent has left']);
  });

  it('keeps announced elements, so that they are not announced again', async () => {
    const { begin, client, all } = await openChat();
    await begin();
    client.receive(message('one'));
    await expect.poll(() => all('[role=log] p')).toHaveLength(1);
    const [first] = all('[role=log] p');
    client.receive(message('two'));
    await expect.poll(() => all('[role=log] p')).toHaveLength(2);
    expect(all('[role=log] p')[0]).toBe(first);
  });

  it('announces a message without text by its components', async () => {
    const { begin, client, texts } = await openChat();
    await begin();
    const payload = { template_type: 'list', elements: [{ title: 'Basic' }, { title: 'Team' }] };
    client.receive(
      message('', { components: [{ type: 'image', url: 'https://a.example/a.png', name: 'A map' }] }),
      message('', { components: [{ type: 'template', templateType: 'list', payload }] }),
    );
    await expect.poll(() => texts('[role=log] p')).toEqual(['Shop Bot: A map', 'Shop Bot: Basic. Team']);
  });
});
