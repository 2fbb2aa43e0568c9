import { describe, expect, it } from 'vitest';
import type { ChatEvents } from '../../../../src/client/chat-client.js';
import { systemNoticeFor } from '../../../../src/widget/composer/agent/system-notice-for.js';
import { SystemNotices } from '../../../../src/widget/composer/agent/system-notices.js';
import { strings as de } from '../../../../src/widget/i18n/locales/de/composer.js';
import { strings as en } from '../../../../src/widget/i18n/locales/en/composer.js';
import { message } from '../../../support/fake-chat-client.js';

type Frame = ChatEvents['events'];
const notice = (type: string) => ({ type }) as Frame;
const event = (type: string) => ({ type: 'events', message: { type } }) as Frame;

function setUp() {
  const lines = new SystemNotices();
  const add = (frame: Frame, messages: Parameters<SystemNotices['add']>[1]) => {
    const line = systemNoticeFor(frame, 'Ann');
    if (line) lines.add(line, messages, 1000);
  };
  const texts = (messages: Parameters<SystemNotices['interleave']>[0]) =>
    lines.interleave(messages, en).map(({ text }) => text);
  return { lines, add, texts };
}

describe('system notices', () => {
  it('stay after the message that was the newest at the time', () => {
    const { add, texts } = setUp();
    const [one, two, three] = [message('one'), message('two'), message('three')];
    add(event('agent_connected'), []);
    add(notice('botkitunreachable'), [one]);
    add(event('agent_disconnected'), [one, two]);
    expect(texts([one, two, three])).toEqual([
      en.agentJoined('Ann'),
      'one',
      en.botUnreachable,
      'two',
      en.agentLeft('Ann'),
      'three',
    ]);
    // An older page of the history is inserted before all of it, and a message may be removed.
    expect(texts([message('old'), one, three]).at(-1)).toBe(en.agentLeft('Ann'));
  });

  it('come before messages that are still being sent', () => {
    const { add, texts } = setUp();
    const [one, mine] = [message('one'), message('mine', { from: 'user', status: 'queued' })];
    add(notice('form_failure'), [one, mine]);
    expect(texts([one, mine])).toEqual(['one', en.formFailed, 'mine']);
  });

  it('withdraw the end of a session that is followed by a new one at once', () => {
    const { add, texts } = setUp();
    const [one, two] = [message('one'), message('two')];
    add(notice('session_end'), [one]);
    add(notice('session_start'), [one]);
    expect(texts([one])).toEqual(['one']);
    add(notice('session_end'), [one]);
    add(notice('session_start'), [one, two]);
    expect(texts([one, two])).toEqual(['one', en.sessionEnded, 'two']);
  });

  it('do not repeat the same notice', () => {
    const { add, texts } = setUp();
    const one = message('one');
    for (let round = 0; round < 3; round++) add(notice('botkitunreachable'), [one]);
    expect(texts([one])).toEqual(['one', en.botUnreachable]);
  });

  it('keep the references if nothing has changed', () => {
    const { lines, add } = setUp();
    const messages = [message('one')];
    expect(lines.interleave(messages, en)).toBe(messages);
    add(notice('session_end'), messages);
    const woven = lines.interleave(messages, en);
    expect(lines.interleave(messages, en)).toBe(woven);
    // With one more message, the notice is still the same object.
    const more = lines.interleave([...messages, message('two')], en);
    expect(more[1]).toBe(woven[1]);
  });

  it('follow the language', () => {
    const { lines, add } = setUp();
    add(notice('session_end'), []);
    expect(lines.interleave([], de)[0]!.text).toBe(de.sessionEnded);
    expect([lines.newest(en), lines.newest(de)]).toEqual([en.sessionEnded, de.sessionEnded]);
  });

  it('are limited in number', () => {
    const { lines, add } = setUp();
    for (let round = 0; round < 500; round++) add(notice('form_failure'), [message(`${round}`)]);
    expect(lines.interleave([], en)).toHaveLength(100);
  });
});

it.each([
  'typing',
  'stoptyping',
  'message_read',
  'agent_session_start',
  'waiting_for_user_input',
  'ready',
  'unheard_of',
])('makes no notice for %s', (type) => {
  expect([systemNoticeFor(notice(type), 'Ann'), systemNoticeFor(event(type), 'Ann')]).toEqual([undefined, undefined]);
});
