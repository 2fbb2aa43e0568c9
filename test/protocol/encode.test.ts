import { describe, expect, it } from 'vitest';
import { createEncoder, toMessageBody, toReceipt } from '../../src/protocol/encode.js';
import type { BotResponseFrame } from '../../src/protocol/inbound.js';
import type { Attachment } from '../../src/protocol/outbound.js';
import { wireFixture } from '../fixtures/wire/wire-fixtures.js';

const ID = 1719650000123;
const encoder = createEncoder({
  bot: { chatBot: 'Demo', taskBotId: 'st-1' },
  timezone: 'Europe/Berlin',
  locale: 'de-DE',
});
const golden = (name: string) => wireFixture('client-frames', name).frame;

describe('createEncoder', () => {
  it('creates the same frames as the vendor’s web client', () => {
    expect(encoder.botMessage(ID, { body: 'book_flight', renderMsg: 'Book a flight' })).toEqual(golden('postback'));
    expect(encoder.ping(2)).toEqual(golden('ping'));
    expect(encoder.closeSession(ID)).toEqual(golden('close conversation'));
    expect(encoder.userEvent(3, 'typing')).toEqual(golden('typing'));
    expect(encoder.userEvent(4, 'stop_typing')).toEqual(golden('stop typing'));
    const message = { messageId: 'ms-3', agent_MessageId: 'am-1' };
    expect(encoder.userEvent(5, 'message_delivered', message)).toEqual(golden('agent message delivered'));
    expect(encoder.userEvent(6, 'message_read', { messageId: 'ms-3' })).toEqual(golden('agent message read'));
    expect(encoder.userEvent(ID, 'close_agent_chat')).toEqual(golden('end agent chat'));
  });

  it('adds the bot of the options to each frame', () => {
    const bot = { ...(golden('text').botInfo as { chatBot: string; taskBotId: string }) };
    const own = createEncoder({ bot, timezone: 'Europe/Berlin', locale: 'de-DE' });
    expect(own.botMessage(ID, { body: 'Hi' })).toEqual(golden('text'));
  });

  it('creates all fields of the documented sample', () => {
    const sample = wireFixture('guide', 'user message').frame;
    const { attachments: _, ...message } = sample.message as { body: string; attachments: unknown };
    const own = createEncoder({ bot: sample.botInfo as never, timezone: 'UTC', locale: 'en' });
    const frame = own.botMessage(1466692440896, toMessageBody({ text: 'Here is the message.' }));
    expect(frame).toMatchObject({ ...sample, message });
  });
});

describe('toMessageBody', () => {
  it('collapses spaces of typed text and keeps line breaks', () => {
    expect(toMessageBody({ text: ' \t one \t\t two\n  three\t \n' })).toEqual({ body: 'one two\n three' });
  });

  it.each([{}, { text: '' }, { text: ' \n\t ' }, { attachments: [] }, { payload: '' }])(
    'returns an empty object for an empty message: %o',
    (input) => {
      expect(toMessageBody(input)).toEqual({});
    },
  );

  it('sends a payload unchanged, or as JSON if it is an object, and displays the text', () => {
    expect(toMessageBody({ payload: '  a   b ', text: 'A  b' })).toEqual({ body: '  a   b ', renderMsg: 'A b' });
    expect(toMessageBody({ payload: { intent: 'book', seats: 2 }, renderText: 'Book two seats' })).toEqual(
      golden('postback with an object payload').message,
    );
    expect(toMessageBody({ payload: 'p', text: 't', renderText: 'r' })).toEqual({ body: 'p', renderMsg: 'r' });
    expect(toMessageBody({ text: 't', renderText: 'r' })).toEqual({ body: 't', renderMsg: 'r' });
  });

  it('includes attachments, custom data and meta tags', () => {
    const { message } = golden('attachment') as { message: { attachments: Attachment[] } };
    expect(toMessageBody({ attachments: message.attachments })).toEqual(message);
    const { customData, metaTags, body } = golden('custom data and meta tags').message as Record<string, never>;
    expect(toMessageBody({ text: body, customData, metaTags })).toEqual({ body, customData, metaTags });
  });
});

describe('toReceipt', () => {
  it('refers to the message by timestamp and key', () => {
    const frame = { type: 'bot_response', message: [], timestamp: 1719650001000, key: 'k1' } satisfies BotResponseFrame;
    expect(toReceipt(frame)).toEqual(golden('delivery receipt'));
  });

  it('returns undefined without a timestamp or a key', () => {
    expect(toReceipt({ type: 'bot_response', message: [], key: 'k1' })).toBeUndefined();
    expect(toReceipt({ type: 'bot_response', message: [], timestamp: 1 })).toBeUndefined();
  });
});
