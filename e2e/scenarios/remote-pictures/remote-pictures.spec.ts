import { expect } from 'vitest';
import type { Content } from 'xo-rtm/emulator';
import { templateFixture } from '../../../test/fixtures/templates/template-fixtures.js';
import { axeViolations } from '../../support/axe.js';
import { ChatWindow } from '../../support/chat-window.js';
import { scenarioTest, strictCsp } from '../../support/scenario.js';

const test = scenarioTest(import.meta.url, { csp: strictCsp('img-src http:', 'media-src http:', 'frame-src http:') });

const media = (type: string, url: string): Content => ({ type, payload: { url, name: 'It' } }) as unknown as Content;

test('with images="ask" media of a bot are only loaded when the visitor presses the button', async ({
  page,
  emulator,
}) => {
  const requests: string[] = [];
  page.on('request', (request) => {
    if (/\/media\//.test(request.url())) requests.push(request.url());
  });
  const chat = new ChatWindow(page);
  await chat.waitUntilOnline();
  emulator.say(media('image', `${emulator.url}/media/picture.svg`));
  emulator.say(media('audio', `${emulator.url}/media/tone.wav`));
  emulator.say(`![a map](${emulator.url}/media/picture.svg?2) and *more*`);
  emulator.say(templateFixture('inline-form', 'inline form', emulator.url) as Content);
  await expect.poll(() => chat.transcript()).toHaveLength(4);
  const buttons = chat.conversation.getByRole('button', { name: /^Show pictures?/ });
  await expect.poll(() => buttons.count()).toBe(3);
  await chat.conversation.getByRole('button', { name: /form/i }).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  expect(requests).toEqual([]);

  await buttons.first().press('Enter');
  await expect.poll(() => requests).toEqual([`${emulator.url}/media/picture.svg`]);
  // The focus moves to the message when the button is removed.
  await expect.poll(() => page.locator('xo-chat .message:is(:focus, :has(:focus))').count()).toBe(1);
  await expect.poll(() => buttons.count()).toBe(2);

  // A player that is shown loads nothing before it is played.
  await chat.conversation.getByRole('button', { name: 'Show pictures and media' }).press('Enter');
  await chat.conversation.locator('audio').waitFor();
  expect(await chat.conversation.locator('audio').getAttribute('preload')).toBe('none');
  expect(requests).toHaveLength(1);
});
