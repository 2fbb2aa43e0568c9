import { afterEach, describe, expect, it, vi } from 'vitest';
import { richText } from '../../../src/widget/rich-text/load-rich-text.js';
import { drawn, openChat } from '../../support/chat-page.js';
import { message } from '../../support/fake-chat-client.js';

vi.mock('../../../src/client/index.js', () => ({ createChatClient: vi.fn() }));

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

/** Waits until Preact has rendered, but not for the next animation frame. */
async function rendered(): Promise<void> {
  for (let round = 0; round < 4; round++) await Promise.resolve();
}

async function show(text: string, streaming = false) {
  const page = await openChat();
  await page.begin();
  const given = message(text, streaming ? { streaming } : {});
  page.client.receive(given);
  await drawn();
  const grow = (next: string, more: object = { streaming: true }) =>
    page.client.change(given.id, { text: next, components: [{ type: 'text', text: next }], ...more });
  return { ...page, grow };
}

// Must be the first test of the file: afterwards the parser is loaded.
it('loads nothing for a text without markup, and shows other texts plain until the parser has loaded', async () => {
  const plain = await show('Hello, how are you? See https://a.example/x');
  expect(plain.find('.bubble a')).not.toBeNull();
  expect(richText.loaded).toBeUndefined();

  const marked = await show('*Hello*');
  expect(marked.texts('.bubble')).toEqual(['*Hello*']);
  await richText.load();
  await drawn();
  expect(marked.texts('.bubble strong')).toEqual(['Hello']);
});

describe('a text with markup, once the parser has loaded', () => {
  it('is drawn at once, with the styles of markup', async () => {
    await richText.load();
    const { texts, root } = await show('# Title\n\n- one\n- two');
    expect(texts('.rich h3')).toEqual(['Title']);
    expect(texts('.rich li')).toEqual(['one', 'two']);
    expect(root.adoptedStyleSheets).toHaveLength(2);
  });

  it('opens links in a new tab without an opener, and only safe addresses', async () => {
    const { find, all } = await show('[a](https://a.example) [b](javascript:alert(1)) <a href="data:x">c</a>');
    const link = find<HTMLAnchorElement>('.rich a[href]')!;
    expect([link.href, link.target, link.rel]).toEqual(['https://a.example/', '_blank', 'noopener noreferrer']);
    expect(all('.rich a[href]')).toHaveLength(1);
  });

  it('loads pictures lazily', async () => {
    const { find } = await show('![a map](https://a.example/m.png)');
    const image = find<HTMLImageElement>('.rich img')!;
    expect([image.alt, image.getAttribute('loading'), image.getAttribute('referrerpolicy')]).toEqual([
      'a map',
      'lazy',
      'no-referrer',
    ]);
  });

  it('makes wide tables and code scrollable by keyboard', async () => {
    const { find } = await show('|a|\n|-|\n|b|\n\n```\ncode\n```');
    expect(find('section.sheet')?.getAttribute('aria-label')).toBe('Table');
    expect(find('section.sheet')?.tabIndex).toBe(0);
    expect(find('.code-block pre')?.tabIndex).toBe(0);
  });

  it.each([
    ['Copied', () => Promise.resolve()],
    ['Could not be copied', () => Promise.reject(new Error('denied'))],
  ])('copies code and shows the outcome: %s', async (outcome, writeText) => {
    const written: string[] = [];
    vi.stubGlobal('navigator', {
      clipboard: {
        writeText: (text: string) => {
          written.push(text);
          return writeText();
        },
      },
    });
    const { button, find } = await show('```js\nlet a = "<b>";\n```');
    button('Copy')!.click();
    await expect.poll(() => find('.copy')?.textContent).toBe(outcome);
    expect(written).toEqual(['let a = "<b>";']);
  });
});

describe('a streamed text', () => {
  it('is drawn once per frame, keeps the elements of finished blocks, and is complete at the end', async () => {
    await richText.load();
    const frames: FrameRequestCallback[] = [];
    const { find, texts, grow } = await show('# Title\n\nfirst *par', true);
    await drawn();
    vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => frames.push(callback));
    const expectAfterFrames = (check: () => void) =>
      vi.waitFor(() => {
        for (const frame of frames.splice(0)) frame(0);
        check();
      });
    const title = find('.rich h3');
    expect(title?.textContent).toBe('Title');

    grow('# Title\n\nfirst *part*');
    await rendered();
    grow('# Title\n\nfirst *part*\n\nsecond');
    await rendered();
    expect(texts('.rich p')).toEqual(['first *par']);
    // At most one frame each of the window, the view and the draw turns, however many parts have arrived.
    expect(frames.length).toBeLessThanOrEqual(3);
    await expectAfterFrames(() => expect(texts('.rich p')).toEqual(['first part', 'second']));
    expect(find('.rich h3')).toBe(title);

    grow('# Title\n\nfirst *part*\n\nsecond *part*', { streaming: false });
    await expectAfterFrames(() => expect(texts('.rich strong')).toEqual(['part', 'part']));
    expect(find('.rich h3')).toBe(title);
  });
});
