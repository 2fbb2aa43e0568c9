import { describe, expect, it } from 'vitest';
import { decode } from '../../src/protocol/decode.js';
import type { BotResponseFrame, UserMessageFrame } from '../../src/protocol/inbound.js';
import { readBotResponse, readUserMessage } from '../../src/protocol/live-message.js';
import { serverFrames } from '../fixtures/wire/wire-fixtures.js';

const withReads = (type: string) => serverFrames().filter(({ frame, reads }) => frame.type === type && reads);

describe('readBotResponse', () => {
  it.each(withReads('bot_response'))('reads: $name ($source)', ({ frame, reads }) => {
    expect(readBotResponse(decode(JSON.stringify(frame)) as BotResponseFrame)).toEqual(reads);
  });

  it('recognises an agent by fromAgent, author type or template type', () => {
    const from = (frame: Partial<BotResponseFrame>) =>
      readBotResponse({ type: 'bot_response', message: [], ...frame }).from;
    expect(from({})).toBe('bot');
    expect(from({ author: { firstName: 'Bo', type: 'BOT' } })).toBe('bot');
    expect(from({ fromAgent: true })).toBe('agent');
    expect(from({ author: { type: 'AGENT' } })).toBe('agent');
    expect(from({ message: [{ component: { template_type: 'live_agent', text: '' } }] })).toBe('agent');
  });

  it('prefers timestamp to createdOn', () => {
    const at = (frame: Partial<BotResponseFrame>) =>
      readBotResponse({ type: 'bot_response', message: [], ...frame }).createdAt;
    expect(at({ timestamp: 1719650001000, createdOn: '2000-01-01T00:00:00Z' })).toBe(1719650001000);
    expect(at({ createdOn: '2016-06-23T14:34:00.025Z' })).toBe(1466692440025);
    expect(at({ createdOn: 'yesterday' })).toBeUndefined();
    expect(at({})).toBeUndefined();
  });
});

describe('readUserMessage', () => {
  it.each(withReads('user_message'))('reads: $name ($source)', ({ frame, reads }) => {
    expect(readUserMessage(decode(JSON.stringify(frame)) as UserMessageFrame)).toEqual(reads);
  });

  it('derives the time from an id only if the id is a plausible time', () => {
    const at = (id?: number | string) => readUserMessage({ type: 'user_message', message: {}, id: id! }).createdAt;
    expect(at(1466692871803)).toBe(1466692871803);
    expect(at('1466692871803')).toBe(1466692871803);
    expect(at(17)).toBeUndefined();
    expect(at('6E0F1C2B-AAAA')).toBeUndefined();
    expect(at()).toBeUndefined();
  });
});
