import { expect, test } from 'vitest';
import type { TraceEntry } from '../../../src/emulator/state/trace.js';
import { describeEntry } from '../../../src/inspector/trace/describe-entry.js';

const out = (frame: unknown): TraceEntry => ({ at: 0, direction: 'out', socket: 1, frame });
const template = { type: 'template', payload: { template_type: 'button', text: 'Which?' } };

test.each<[TraceEntry, string, string]>([
  [out({ type: 'ack', replyto: 7 }), 'ack', 'of 7'],
  [out({ type: 'ack' }), 'ack', ''],
  [out({ type: 'events', message: { type: 'typing' } }), 'events typing', ''],
  [out({ type: 'bot_response', message: [{ cInfo: { body: 'Hello\n  there' } }] }), 'bot_response', 'Hello there'],
  [
    out({ type: 'bot_response', message: [{ component: { type: 'template', payload: template } }] }),
    'bot_response',
    '[button] Which?',
  ],
  [out({ type: 'bot_response', endChunk: true, message: [] }), 'bot_response', '[end of the stream]'],
  [out('{"type":'), 'unreadable', '{"type":'],
  [out(null), 'unreadable', ''],
  [out({ type: 7, message: 'text' }), 'frame', ''],
  [
    {
      at: 0,
      direction: 'in',
      socket: 1,
      frame: { resourceid: '/bot.message', message: { body: 'b', renderMsg: 'r' } },
    },
    '/bot.message',
    'r',
  ],
  [{ at: 0, direction: 'http', method: 'GET', path: '/api', status: 'none' }, 'GET none', '/api'],
  [{ at: 0, direction: 'socket', socket: 1, event: 'closed', code: 1006 }, 'socket closed', 'code 1006'],
  [{ at: 0, direction: 'fault', rule: 'late', action: 'delay', place: 'out' }, 'delay', 'late, at out'],
])('%j', (entry, name, text) => {
  expect(describeEntry(entry)).toEqual({ kind: entry.direction, name, text });
});

test('a long text is shortened', () => {
  const { text } = describeEntry(out({ type: 'bot_response', message: [{ cInfo: { body: 'x'.repeat(1000) } }] }));
  expect(text).toHaveLength(201);
});
