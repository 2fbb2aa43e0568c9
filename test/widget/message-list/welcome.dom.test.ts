import { afterEach, describe, expect, it, vi } from 'vitest';
import { drawn, openChat } from '../../support/chat-page.js';
import { message } from '../../support/fake-chat-client.js';

vi.mock('../../../src/client/index.js', () => ({ createChatClient: vi.fn() }));

afterEach(() => document.body.replaceChildren());

const WELCOME = {
  title: 'How can we help?',
  text: 'Ask about <b>orders</b>.',
  quickStarts: [
    'Where is my order?',
    { title: 'Returns', payload: 'start returns' },
    { title: 'Help', url: 'https://example.com/help' },
    { title: 'Trap', url: 'javascript:alert(1)' },
  ],
};

describe('welcome', () => {
  const openWithWelcome = async () => {
    const page = await openChat({ features: { welcome: WELCOME } });
    await page.begin();
    await expect.poll(() => page.texts('.welcome-title')).toEqual([WELCOME.title]);
    return page;
  };

  it('renders the title and text of the page as plain text', async () => {
    const { texts, find } = await openWithWelcome();
    expect(texts('.welcome-text')).toEqual([WELCOME.text]);
    expect(texts('.starts > *')).toEqual(['Where is my order?', 'Returns', 'Help']);
    expect(find<HTMLAnchorElement>('a.start')?.href).toBe('https://example.com/help');
    expect(find('.intro')).toBeNull();
  });

  it('sends the payload of a quick start, and disappears', async () => {
    const { button, client, find } = await openWithWelcome();
    button('Returns')!.click();
    await drawn();
    expect(client.sent).toEqual([{ payload: 'start returns', renderText: 'Returns' }]);
    expect(find('.welcome')).toBeNull();
  });

  it('stays above the first message of the bot', async () => {
    const { client, texts } = await openWithWelcome();
    client.receive(message('Hello!'));
    await drawn();
    expect(texts('.welcome-title, .group .bubble')).toEqual([WELCOME.title, 'Hello!']);
  });

  it('is not shown to a returning user', async () => {
    const { chat, client, find, texts } = await openChat({ features: { welcome: WELCOME } });
    chat.open();
    client.ready();
    expect(find('.welcome')).toBeNull();
    client.answerPage([message('Hi', { from: 'user' }), message('Hello again')]);
    await drawn();
    expect(texts('.group .bubble')).toHaveLength(2);
    expect(find('.welcome')).toBeNull();
  });
});
