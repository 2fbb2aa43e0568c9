// Frames and records as in docs/protocol.md §4 and §5, written by hand so that tests of the codec do not depend on the codec.

export const BOT = { name: 'Demo', id: 'st-1' };

export const ack = (replyto: unknown) => ({ ok: true, replyto, message: 'delivered', type: 'ack' });

export const botResponse = (text: string, fields: object = {}) => ({
  type: 'bot_response',
  from: 'bot',
  message: [{ type: 'text', cInfo: { body: text } }],
  ...fields,
});

/** Returns one part of a streamed answer (docs/protocol.md §4.3). */
export const streamPart = (messageId: string, text: string, fields: object = {}) =>
  botResponse(text, { messageId, sM: true, ...fields });

export const userMessage = (text: string, id: unknown) => ({
  type: 'user_message',
  from: 'self',
  message: { body: text, attachments: [] },
  id,
});

export const event = (type: string, fields: object = {}) => ({
  type: 'events',
  from: 'bot',
  message: { type, ...fields },
});

const record = (type: string, id: string, text: string, createdAt: number, fields: object) => ({
  _id: id,
  type,
  components: [{ cT: 'text', data: { text } }],
  createdOn: new Date(createdAt).toISOString(),
  timestampValue: createdAt,
  ...fields,
});

export const botRecord = (id: string, text: string, createdAt = 0, fields: object = {}) =>
  record('outgoing', id, text, createdAt, fields);

export const userRecord = (id: string, text: string, createdAt = 0, fields: object = {}) =>
  record('incoming', id, text, createdAt, fields);
