import { afterEach, describe, expect, it, vi } from 'vitest';
import type { MessageComponent } from '../../../src/protocol/component.js';
import { richText } from '../../../src/widget/rich-text/load-rich-text.js';
import { fixtureFiles, templateFixtures } from '../../fixtures/templates/template-fixtures.js';
import { drawn, openChat, partsDrawn } from '../../support/chat-page.js';
import { loadChunk, partOf } from '../../support/draw-part.js';
import { FakeChatClient, message } from '../../support/fake-chat-client.js';

vi.mock('../../../src/client/index.js', () => ({ createChatClient: vi.fn() }));

afterEach(() => document.body.replaceChildren());

/** Addresses that a browser would fetch. */
const FETCHED = 'img, audio, video, iframe, source, picture, input[type=image], image, [poster], [style*="url("]';

type Page = Awaited<ReturnType<typeof openChat>>;

async function openAsking(
  options: Parameters<typeof openChat>[0] = { features: { images: 'ask' } },
  client?: FakeChatClient,
) {
  const page = await openChat(options, client);
  await page.begin();
  return page;
}

/** The button of `images="ask"`; its code loads later. */
async function showButton({ all }: Page, name = /^Show pictures?/): Promise<HTMLElement> {
  return vi.waitUntil(() => all('.message button').find((each) => name.test(each.textContent)));
}

const picture = (name = 'p'): MessageComponent => ({ type: 'image', url: `https://a.example/${name}.png`, name });

describe('images="ask"', () => {
  it('fetches the picture of a message only after its button was pressed', async () => {
    const page = await openAsking();
    page.client.receive(message('', { components: [picture('one')] }), message('', { components: [picture('two')] }));
    await showButton(page, /^Show picture$/);
    expect(page.all(FETCHED)).toEqual([]);
    expect(page.texts('.missing')).toEqual(['one', 'two']);

    (await showButton(page)).click();
    await drawn();
    expect(page.all('img').map((each) => each.getAttribute('src'))).toEqual(['https://a.example/one.png']);
    expect(page.texts('.show-media')).toEqual(['Show picture']);
  });

  it('shows one button for all media of a message, labelled by their kind', async () => {
    const page = await openAsking();
    page.client.receive(message('', { components: [picture('one'), picture('two')] }));
    expect((await showButton(page)).textContent).toBe('Show pictures');
    page.client.receive(
      message('', { components: [{ type: 'audio', url: 'https://a.example/s.mp3', name: 'A song' }] }),
    );
    await partsDrawn(page.root);
    const media = await showButton(page, /media$/);
    expect(page.all(FETCHED)).toEqual([]);
    // The picture can be opened in a tab.
    expect(page.texts('.message a')).toEqual(['A song']);
    media.click();
    await drawn();
    expect(page.all(FETCHED).map((each) => each.localName)).toEqual(['audio']);
  });

  it('moves the focus to what was shown', async () => {
    const page = await openAsking();
    page.client.receive(message('', { components: [picture()] }));
    const button = await showButton(page);
    expect(button.localName).toBe('button');
    button.focus();
    button.click();
    await drawn();
    expect(page.root.activeElement?.closest('.message')).not.toBeNull();
  });

  it('asks once for an avatar that is repeated with each message', async () => {
    const page = await openAsking();
    const icon = 'https://a.example/bot.png';
    const hello = message('Hello', { icon });
    const other = message('One', { from: 'agent', author: { name: 'Ann', picture: icon } });
    page.client.receive(hello, other);
    (await showButton(page)).click();
    await drawn();
    expect(page.all('.group .avatar img')).toHaveLength(2);
    expect(page.all('.show-media')).toEqual([]);
    page.client.receive(message('Two', { icon, createdAt: Date.now() + 1e7 }));
    await drawn();
    expect(page.all('.group .avatar img')).toHaveLength(3);
  });

  it('does not fetch pictures in markup, nor the picture of the agent in the header', async () => {
    await richText.load();
    const page = await openAsking();
    page.client.set({ agent: { connected: true, name: 'Ann', picture: 'https://a.example/ann.png' } });
    page.client.receive(message('![a map](https://a.example/m.png) <img src="https://a.example/n.png" alt="n">'));
    await showButton(page, /^Show pictures$/);
    expect(page.all(FETCHED)).toEqual([]);
  });

  it('shows what the user has sent', async () => {
    const page = await openAsking();
    const sent = { type: 'attachment', fileId: '1', fileName: 'mine.png', fileType: 'image' } as const;
    page.client.receive(message('', { from: 'user', components: [{ ...sent, url: 'https://a.example/mine.png' }] }));
    await partsDrawn(page.root);
    expect(page.all('img')).toHaveLength(1);
  });

  it.each(fixtureFiles().flatMap((file) => Object.entries(templateFixtures(file))))(
    'does not fetch the media of %s before the button was pressed',
    async (_, sample) => {
      const part = partOf(sample);
      await loadChunk(part);
      const page = await openAsking();
      page.client.receive(message('', { components: [part] }));
      await partsDrawn(page.root);
      for (const panel of page.all('details')) panel.setAttribute('open', '');
      await drawn();
      expect(page.all(FETCHED).map((each) => each.outerHTML)).toEqual([]);
    },
  );

  it('is an attribute and a property, and can be changed while the chat is open', async () => {
    const page = await openChat();
    expect(page.chat.element.images).toBe('on');
    page.chat.element.images = 'ask';
    expect(page.chat.element.getAttribute('images')).toBe('ask');
    await drawn();
    await page.begin();
    page.client.receive(message('', { components: [picture()] }));
    await showButton(page);
    page.chat.element.setAttribute('images', 'on');
    await drawn();
    expect(page.all('img')).toHaveLength(1);
    expect(page.all('.show-media')).toEqual([]);
  });

  it.each([
    ['de', 'Bild anzeigen'],
    ['ja', '画像を表示'],
  ])('has strings for %s', async (locale, words) => {
    const page = await openAsking({ features: { images: 'ask' }, locale });
    page.client.receive(message('', { components: [picture()] }));
    await expect.poll(() => page.texts('.show-media')).toEqual([words]);
  });
});

describe('the picture of a welcome', () => {
  it('is fetched if the page has set it', async () => {
    const page = await openChat({
      features: { images: 'ask', welcome: { title: 'Hi', picture: 'https://a.example/l.png' } },
    });
    await page.begin();
    await expect.poll(() => page.all('.welcome img').length).toBe(1);
  });

  it('is not fetched if it belongs to the branding, unless it is on the page’s own origin', async () => {
    const theme = (logo: string) => ({
      v3: { welcome_screen: { show: true, title: { name: 'Hi' }, logo: { logo_url: logo } } },
    });
    const branded = async (logo: string) => {
      const client = new FakeChatClient();
      vi.spyOn(client, 'request').mockResolvedValue(theme(logo));
      const page = await openAsking(undefined, client);
      // The branding is requested after the bot's first message.
      client.receive(message('Hello'));
      await vi.waitUntil(() => page.find('.welcome'));
      return page;
    };
    const page = await branded('https://a.example/l.png');
    const button = await vi.waitUntil(() => page.find('.welcome .show-media'));
    expect(page.all('img')).toEqual([]);
    button.click();
    await drawn();
    expect(page.all('.welcome img')).toHaveLength(1);
    const own = await branded(`${location.origin}/logo.png`);
    expect(own.all('.welcome img')).toHaveLength(1);
  });
});

describe('players', () => {
  it('load nothing before they are played', async () => {
    const page = await openAsking({});
    page.client.receive(message('', { components: [{ type: 'video', url: 'https://a.example/v.mp4' }] }));
    await partsDrawn(page.root);
    expect(page.find('video')?.getAttribute('preload')).toBe('none');
  });
});
