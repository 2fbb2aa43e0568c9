import { describe, expect, expectTypeOf, it } from 'vitest';
import { decode } from '../../src/protocol/decode.js';
import type {
  AckFrame,
  BotResponseFrame,
  EventsFrame,
  InboundFrame,
  NoticeFrame,
  UnknownFrame,
  UserMessageFrame,
} from '../../src/protocol/inbound.js';
import { hostileFixtures, serverFrames, wireFixture } from '../fixtures/wire/wire-fixtures.js';

const decodeFrame = (frame: unknown) => decode(JSON.stringify(frame));

describe('decode', () => {
  it.each(serverFrames())('keeps every field of: $name ($source)', ({ name, frame }) => {
    const { type, message, ...rest } = decodeFrame(frame) as { type: string; message?: unknown };
    const { type: sentType, message: sentMessage, ...sentRest } = frame;
    expect(type).toBe(sentType === 'ok' ? 'ack' : String(sentType).toLowerCase());
    expect(rest).toEqual(sentRest);
    if (name !== 'attachment without an id is none') expect(message ?? {}).toEqual(sentMessage ?? {});
  });

  it.each(hostileFixtures())('survives: $name', ({ data, type, reason }) => {
    const frame = decode(data);
    expect(frame.type).toBe(type);
    expect((frame as UnknownFrame).reason).toBe(reason);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(frame)).toBe(Object.prototype);
    expect(JSON.stringify(frame)).not.toContain('"__proto__":');
  });

  it.each([new ArrayBuffer(2), new Uint8Array(2), undefined, null, 7, {}, ['x'], () => {}])(
    'returns reason binary for data that is not a string: %s',
    (data) => {
      expect(decode(data)).toEqual({ type: 'unknown', reason: 'binary', raw: data });
    },
  );

  it('returns an unreadable frame as raw, parsed if it is JSON', () => {
    expect(decode('{"type":"hologram","beam":3}')).toEqual({
      type: 'unknown',
      reason: 'unknown-type',
      raw: { type: 'hologram', beam: 3 },
    });
    expect(decode('{oops')).toEqual({ type: 'unknown', reason: 'not-json', raw: '{oops' });
    expect(decode('{"type":"bot_response","message":"x"}')).toEqual({
      type: 'unknown',
      reason: 'malformed',
      raw: { type: 'bot_response', message: 'x' },
    });
  });

  it('removes known fields of a wrong type and converts flags to booleans', () => {
    const hostile = hostileFixtures().find(({ name }) => name === 'every field of a wrong type')!;
    expect(decode(hostile.data)).toEqual({
      type: 'bot_response',
      message: [{}],
      fromAgent: true,
      enableLiveChatMetaData: true,
      sM: true,
      endChunk: false,
    });
  });

  it('drops items of a bot_response that are not objects', () => {
    expect(decodeFrame({ type: 'bot_response', message: [null, 'x', [], { cInfo: { body: 'kept' } }] })).toEqual({
      type: 'bot_response',
      message: [{ cInfo: { body: 'kept' } }],
    });
  });

  it('removes numbers that are not finite', () => {
    expect(decode('{"type":"ack","replyto":1e999}')).toEqual({ type: 'ack' });
    expect(decode('{"type":"bot_response","timestamp":-1e999,"message":[]}')).not.toHaveProperty('timestamp');
  });

  it('completes attachments and drops those without an id', () => {
    const { message } = decodeFrame({
      type: 'user_message',
      message: { attachments: [{ fileId: 'f1', fileUrl: 5 }, { fileName: 'lost' }, 'x', null] },
    }) as UserMessageFrame;
    expect(message.attachments).toEqual([{ fileId: 'f1', fileName: 'f1', fileType: 'attachment' }]);
    expect(decodeFrame({ type: 'user_message', message: { attachments: 'x' } })).toHaveProperty('message', {
      attachments: [],
    });
  });

  it('reads the echo of a client event, which has no message', () => {
    expect(decodeFrame(wireFixture('events', 'echo of a client event').frame)).toMatchObject({
      type: 'events',
      message: {},
      preDefinedEvent: { type: 'TYPING_STARTED' },
    });
  });

  it('removes fields of a wrong type from authors and agents', () => {
    const frame = decodeFrame({
      type: 'events',
      message: {
        type: 'agent_connected',
        clientMessageId: {},
        author: 'Ann',
        agentInfo: { firstName: 1, lastName: 'B' },
      },
    });
    expect(frame).toEqual({ type: 'events', message: { type: 'agent_connected', agentInfo: { lastName: 'B' } } });
  });

  it('does not accept JSON that is too long or nested too deeply', () => {
    const long = `"${'x'.repeat(8_388_607)}"`;
    expect(decode(long)).toMatchObject({ type: 'unknown', reason: 'too-large' });
    expect(decode(`${long.slice(2)}`)).toMatchObject({ type: 'unknown', reason: 'not-json' });
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    expect(decode(`{"type":"ack","message":${deep}}`)).toMatchObject({ type: 'unknown', reason: 'not-json' });
  });

  it('returns a union that is discriminated by type', () => {
    const frame = decode('{}');
    expectTypeOf(frame).toEqualTypeOf<InboundFrame>();
    switch (frame.type) {
      case 'ack':
        return expectTypeOf(frame).toEqualTypeOf<AckFrame>();
      case 'bot_response':
        return expectTypeOf(frame).toEqualTypeOf<BotResponseFrame>();
      case 'user_message':
        return expectTypeOf(frame).toEqualTypeOf<UserMessageFrame>();
      case 'events':
        return expectTypeOf(frame).toEqualTypeOf<EventsFrame>();
      case 'unknown':
        expect(frame.reason).toBe('unknown-type');
        return expectTypeOf(frame).toEqualTypeOf<UnknownFrame>();
      default:
        return expectTypeOf(frame).toEqualTypeOf<NoticeFrame>();
    }
  });
});
