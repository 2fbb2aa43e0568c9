import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../src/protocol/decode.js';
import type { BotResponseFrame, InboundFrame } from '../../src/protocol/inbound.js';
import { NOTICE_TYPES } from '../../src/protocol/inbound.js';
import { serverFrames } from '../fixtures/wire/wire-fixtures.js';

const TYPES: unknown[] = ['ack', 'bot_response', 'user_message', 'events', 'unknown', ...NOTICE_TYPES];
const FRAMES = serverFrames().map(({ frame }) => frame);

const randomCase = (type: string) =>
  fc
    .array(fc.boolean(), { minLength: type.length, maxLength: type.length })
    .map((upper) => [...type].map((letter, i) => (upper[i] ? letter.toUpperCase() : letter)).join(''));

/** Golden frames in which one value at any depth is replaced, removed or added. */
const mutated = fc
  .tuple(
    fc.constantFrom(...FRAMES),
    fc.nat(),
    fc.option(fc.jsonValue({ maxDepth: 3 }), { nil: undefined }),
    fc.string(),
  )
  .map(([frame, where, value, extra]) => {
    const copy = structuredClone(frame);
    const places: [Record<string, unknown>, string][] = [];
    const visit = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return;
      for (const [key, child] of Object.entries(node)) {
        places.push([node as Record<string, unknown>, key]);
        visit(child);
      }
      places.push([node as Record<string, unknown>, extra]);
    };
    visit(copy);
    const [node, key] = places[where % places.length]!;
    if (key === '__proto__') return copy;
    node[key] = value;
    return copy;
  });

/** Repeats the declared types of inbound.ts on purpose, so that this check is independent of them. */
function checkTypes(frame: InboundFrame): void {
  expect(TYPES).toContain(frame.type);
  const optional = (value: unknown, ...types: string[]) => expect(['undefined', ...types]).toContain(typeof value);
  if (frame.type === 'ack') {
    optional(frame.ok, 'boolean');
    optional(frame.replyto, 'number', 'string');
  }
  if (frame.type === 'bot_response') {
    expect(Array.isArray(frame.message)).toBe(true);
    for (const item of frame.message) {
      optional(item.type, 'string');
      if (item.cInfo !== undefined) expect(item.cInfo).toBeTypeOf('object');
    }
    for (const name of [
      'messageId',
      'createdOn',
      'icon',
      'sessionId',
      'key',
      'traceId',
      'agent_MessageId',
      'completeResponse',
      'from',
    ])
      optional(frame[name], 'string');
    for (const name of ['fromAgent', 'enableLiveChatMetaData', 'sM', 'endChunk']) optional(frame[name], 'boolean');
    if (frame.timestamp !== undefined) expect(frame.timestamp).toSatisfy(Number.isFinite);
    for (const name of ['firstName', 'lastName', 'type', 'profImage'] as const)
      optional(frame.author?.[name], 'string');
  }
  if (frame.type === 'user_message') {
    optional(frame.id, 'number', 'string');
    optional(frame.message.body, 'string');
    optional(frame.message.renderMsg, 'string');
    for (const file of frame.message.attachments ?? []) {
      for (const name of ['fileId', 'fileName', 'fileType'] as const) expect(file[name]).toBeTypeOf('string');
      optional(file.fileUrl, 'string');
      optional(file.size, 'number');
    }
  }
  if (frame.type === 'events') {
    expect(frame.message).toBeTypeOf('object');
    optional(frame.message.type, 'string');
    optional(frame.message.clientMessageId, 'number', 'string');
    optional(frame.message.agentInfo?.nickName, 'string');
    optional(frame.message.agentInfo?.agentId, 'string');
  }
}

describe('decode', () => {
  it('never throws and returns the declared types for any value', () => {
    fc.assert(fc.property(fc.anything(), (data) => checkTypes(decode(data))));
  });

  it('never throws and returns the declared types for any text', { timeout: 30_000 }, () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (data) => checkTypes(decode(data))));
  });

  it('never throws and returns the declared types for any frame of a known type', () => {
    const frame = fc.record({
      type: fc.constantFrom(...TYPES),
      message: fc.oneof(fc.jsonValue(), fc.array(fc.record({ component: fc.jsonValue(), cInfo: fc.jsonValue() }))),
      ...Object.fromEntries(
        ['messageId', 'timestamp', 'sM', 'endChunk', 'author', 'id', 'replyto', 'ok', 'botInfo', 'langDetails'].map(
          (name) => [name, fc.jsonValue({ maxDepth: 2 })],
        ),
      ),
    });
    fc.assert(fc.property(frame, (value) => checkTypes(decode(JSON.stringify(value)))));
  });

  it('never throws and returns the declared types for any golden frame with one change', () => {
    fc.assert(
      fc.property(mutated, (value) => checkTypes(decode(JSON.stringify(value)))),
      { numRuns: 1000 },
    );
  });

  it('keeps all fields of a valid frame', () => {
    // Normalised by way of JSON, which does not preserve -0.
    const throughJson = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown);
    const frame = fc.record(
      {
        type: fc.constant('bot_response' as const),
        message: fc.array(
          fc.record({ type: fc.string(), component: throughJson, cInfo: fc.record({ body: fc.string() }) }),
        ),
        messageId: fc.string(),
        timestamp: fc.integer(),
        createdOn: fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
        key: fc.string(),
        sM: fc.boolean(),
        endChunk: fc.boolean(),
        completeResponse: fc.string(),
        fromAgent: fc.boolean(),
        author: fc.record({ firstName: fc.string(), lastName: fc.string(), type: fc.string() }, { requiredKeys: [] }),
      },
      { requiredKeys: ['type', 'message'] },
    );
    fc.assert(
      fc.property(frame, (value) => {
        const json = JSON.stringify(value);
        fc.pre(!json.includes('__proto__'));
        expect(decode(json)).toEqual(JSON.parse(json));
      }),
    );
  });

  it('matches types case-insensitively', () => {
    const named = fc
      .constantFrom<string>(...NOTICE_TYPES, 'ack')
      .chain((type) => fc.tuple(fc.constant(type), randomCase(type)));
    fc.assert(
      fc.property(named, fc.string(), ([type, sent], extra) => {
        expect(decode(JSON.stringify({ type: sent, extra }))).toEqual({ type, extra });
      }),
    );
  });

  it('is idempotent', () => {
    fc.assert(
      fc.property(mutated, (value) => {
        const once = decode(JSON.stringify(value));
        fc.pre(once.type !== 'unknown');
        expect(decode(JSON.stringify(once))).toEqual(once);
      }),
    );
  });

  it('never changes a prototype', () => {
    const poison = fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty');
    const entry = fc.tuple(poison, fc.jsonValue({ maxDepth: 2 }));
    fc.assert(
      fc.property(fc.array(entry), fc.constantFrom(...FRAMES), (entries, frame) => {
        const inject = entries.map(([key, value]) => `,${JSON.stringify(key)}:${JSON.stringify(value)}`).join('');
        const json = JSON.stringify(frame).replaceAll(/(?<=[^{[,])\}/g, `${inject}}`);
        const read = decode(json) as BotResponseFrame;
        const copy = Object.assign({}, read);
        expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
        expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
    );
  });
});
