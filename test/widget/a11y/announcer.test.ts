import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ChatMessage } from '../../../src/conversation/chat-message.js';
import { type Announcement, Announcer } from '../../../src/widget/a11y/announcer.js';
import { createI18n } from '../../../src/widget/i18n/i18n.js';
import { message } from '../../support/fake-chat-client.js';

const CONTEXT = { botName: 'Shop Bot', i18n: createI18n('en') };

function createAnnouncer() {
  const lines: Announcement[] = [];
  const announcer = new Announcer((line) => lines.push(line));
  return {
    lines,
    announce: (...messages: ChatMessage[]) => {
      for (const each of messages) announcer.announce(each, CONTEXT);
    },
    announced: () => lines.map(({ text }) => text),
  };
}

describe('Announcer', () => {
  it('announces author and plain text, in the order of the messages', async () => {
    const { announce, announced } = createAnnouncer();
    announce(message('**Bold** news'), message('plain news'), message('Mira has left', { from: 'system' }));
    await expect.poll(announced).toEqual(['Shop Bot: Bold news', 'Shop Bot: plain news', 'Mira has left']);
  });

  it('announces a streamed message sentence by sentence, each once, and its author once', async () => {
    const { announce, announced, lines } = createAnnouncer();
    const answer = message('**One', { streaming: true });
    announce(
      answer,
      { ...answer, text: '**One is done. Tw' },
      { ...answer, text: '**One is done. Two** is! Thr' },
      { ...answer, text: '**One is done. Two** is! Thr' },
      { ...answer, text: '**One is done. Two** is! Three', streaming: false },
    );
    await expect.poll(announced).toEqual(['Shop Bot: One is done.', 'Two is!', 'Three']);
    expect(new Set(lines.map(({ key }) => key)).size).toBe(3);
  });

  it('announces a streamed message as a whole if it contains no complete sentence before its end', async () => {
    const { announce, announced } = createAnnouncer();
    const answer = message('Ye', { streaming: true });
    announce(answer, { ...answer, text: 'Yes', streaming: false });
    await expect.poll(announced).toEqual(['Shop Bot: Yes']);
  });

  it('does not announce a message without readable content', async () => {
    const { announce, announced } = createAnnouncer();
    announce(message('', { components: [] }), message('end'));
    await expect.poll(announced).toEqual(['Shop Bot: end']);
  });
});

describe('while the page is hidden', () => {
  afterEach(() => void vi.unstubAllGlobals());

  it('passes the announcements of an interval on together', async () => {
    const document = { hidden: true };
    vi.stubGlobal('document', document);
    const batches: string[][] = [];
    let batch: string[] | undefined;
    const announcer = new Announcer(({ text }) => {
      if (!batch) {
        batch = [];
        batches.push(batch);
        setTimeout(() => {
          batch = undefined;
        });
      }
      batch.push(text);
    });
    for (const text of ['one', 'two', 'three']) announcer.announce(message(text), CONTEXT);
    await expect.poll(() => batches).toEqual([['Shop Bot: one', 'Shop Bot: two', 'Shop Bot: three']]);
    await vi.waitUntil(() => !batch);
    document.hidden = false;
    announcer.announce(message('four'), CONTEXT);
    await expect.poll(() => batches[1]).toEqual(['Shop Bot: four']);
  });
});
