import { expect, it } from 'vitest';
import { transcriptJson, transcriptText } from '../../../../src/widget/composer/agent/transcript.js';
import { message } from '../../../support/fake-chat-client.js';

const AT = Date.UTC(2026, 0, 5, 9);
const NAMES = { user: 'You', bot: 'Shop Bot' };

const MESSAGES = [
  message('Hello', { createdAt: AT }),
  message('see this', {
    from: 'user',
    createdAt: AT + 1000,
    raw: { botToken: 'secret' },
    components: [
      { type: 'text', text: 'see this' },
      { type: 'attachment', fileId: 'f', fileName: 'a.png', fileType: 'image', url: 'https://files.example/a' },
      { type: 'attachment', fileId: 'g', fileName: 'b.txt', fileType: 'attachment' },
    ],
  }),
  message('I see', { from: 'agent', author: { name: 'Ann' }, createdAt: Number.NaN }),
  message('Ann has left the conversation.', { from: 'system', createdAt: AT + 2000 }),
];

it('formats the conversation as text', () => {
  const time = (epochMs: number) => (Number.isNaN(epochMs) ? '' : `${(epochMs - AT) / 1000} s`);
  expect(transcriptText(MESSAGES, NAMES, time)).toBe(`[0 s] Shop Bot
Hello

[1 s] You
see this
a.png: https://files.example/a
b.txt

[] Ann
I see

[2 s]
Ann has left the conversation.
`);
});

it('formats the conversation as JSON, without wire data', () => {
  const json = transcriptJson(MESSAGES, NAMES);
  expect(json).not.toContain('secret');
  expect(JSON.parse(json)).toEqual([
    { from: 'bot', author: 'Shop Bot', at: '2026-01-05T09:00:00.000Z', text: 'Hello' },
    {
      from: 'user',
      author: 'You',
      at: '2026-01-05T09:00:01.000Z',
      text: 'see this',
      files: [{ name: 'a.png', url: 'https://files.example/a' }, { name: 'b.txt' }],
    },
    { from: 'agent', author: 'Ann', at: '', text: 'I see' },
    { from: 'system', author: '', at: '2026-01-05T09:00:02.000Z', text: 'Ann has left the conversation.' },
  ]);
});
