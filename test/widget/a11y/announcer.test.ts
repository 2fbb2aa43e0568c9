import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../../src/conversation/chat-message.js';
import { type Announcement, Announcer } from '../../../src/widget/a11y/announcer.js';
import { createI18n } from '../../../src/widget/i18n/i18n.js';
import { message } from '../../support/fake-chat-client.js';

const VOICE = { botName: 'Shop Bot', i18n: createI18n('en') };

function listening() {
  const lines: Announcement[] = [];
  const announcer = new Announcer((line) => lines.push(line));
  return {
    lines,
    hear: (...messages: ChatMessage[]) => {
      for (const each of messages) announcer.announce(each, VOICE);
    },
    said: () => lines.map(({ text }) => text),
  };
}

describe('Announcer', () => {
  it('says who says what, in the order of the messages, in plain words', async () => {
    const { hear, said } = listening();
    hear(message('**Bold** news'), message('plain news'), message('Mira has left', { from: 'system' }));
    await expect.poll(said).toEqual(['Shop Bot: Bold news', 'Shop Bot: plain news', 'Mira has left']);
  });

  it('says a growing answer sentence by sentence, each once, and its author once', async () => {
    const { hear, said, lines } = listening();
    const answer = message('**One', { streaming: true });
    hear(
      answer,
      { ...answer, text: '**One is done. Tw' },
      { ...answer, text: '**One is done. Two** is! Thr' },
      { ...answer, text: '**One is done. Two** is! Thr' },
      { ...answer, text: '**One is done. Two** is! Three', streaming: false },
    );
    await expect.poll(said).toEqual(['Shop Bot: One is done.', 'Two is!', 'Three']);
    expect(new Set(lines.map(({ key }) => key)).size).toBe(3);
  });

  it('says an answer whole that came without a sentence before its end', async () => {
    const { hear, said } = listening();
    const answer = message('Ye', { streaming: true });
    hear(answer, { ...answer, text: 'Yes', streaming: false });
    await expect.poll(said).toEqual(['Shop Bot: Yes']);
  });

  it('says nothing of a message in which there is nothing to read', async () => {
    const { hear, said } = listening();
    hear(message('', { components: [] }), message('end'));
    await expect.poll(said).toEqual(['Shop Bot: end']);
  });
});
