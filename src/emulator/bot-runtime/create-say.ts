import type { Author, WireMessage } from '../../protocol/inbound.js';
import type { Conversation } from '../platform/conversation.js';
import type { Platform } from '../platform/platform.js';
import { botRecord } from '../state/history-record.js';
import type { Content, Say, SayOptions, StreamOptions } from '../types/bot.js';
import { toWire } from './wire-items.js';

const STREAM_PAUSE_MS = 40;
const AGENT: Author = { firstName: 'Demo', lastName: 'Agent', type: 'AGENT' };

/** All fields of a `bot_response` except its content. */
interface Head {
  messageId: string;
  timestamp: number;
  sessionId: string;
  author?: Author;
  fromAgent?: boolean;
  [other: string]: unknown;
}

/** Sends a message at once and returns its `messageId`. Sends nothing after the emulator has stopped. */
export function sendBotMessage(
  platform: Platform,
  conversation: Conversation,
  content: Content,
  options: SayOptions = {},
): string {
  const { items, stored } = toWire(content);
  if (platform.timers.signal.aborted) return platform.ids.of('ms');
  const head = openMessage(platform, conversation, options);
  storeMessage(platform, conversation, head, stored);
  conversation.broadcast({ ...head, message: items });
  return head.messageId;
}

export function createSay(platform: Platform, conversation: Conversation): Say {
  const { timers } = platform;

  async function say(content: Content, options: SayOptions = {}): Promise<string> {
    if (options.delayMs) await platform.pause(options.delayMs);
    return sendBotMessage(platform, conversation, content, options);
  }

  async function stream(
    chunks: Iterable<string> | AsyncIterable<string>,
    options: StreamOptions = {},
  ): Promise<string> {
    const { delayMs = 0, pauseMs = STREAM_PAUSE_MS } = options;
    if (delayMs) await platform.pause(delayMs);
    const head = openMessage(platform, conversation, options);
    let whole = '';
    const part = (body: string, end?: object) => {
      const message: WireMessage[] = [{ type: 'text', cInfo: { body } }];
      conversation.broadcast({ ...head, sM: true, ...end, message });
    };
    try {
      for await (const chunk of chunks) {
        if (timers.signal.aborted) break;
        whole += chunk;
        part(chunk);
        await platform.pause(pauseMs);
      }
    } finally {
      // If the source fails, the message ends with the parts that were sent.
      if (!timers.signal.aborted) {
        storeMessage(platform, conversation, head, [whole]);
        part('', { endChunk: true, completeResponse: whole });
      }
    }
    return head.messageId;
  }

  const event: Say['event'] = (type, fields = {}) => {
    conversation.broadcast({
      type: 'events',
      from: 'bot',
      message: { type, ...fields },
      botInfo: platform.botInfo,
      ...runningSession(conversation),
    });
  };

  const notice: Say['notice'] = (type, fields = {}) => {
    conversation.broadcast({
      type,
      from: 'bot',
      botInfo: platform.botInfo,
      ...runningSession(conversation),
      ...fields,
    });
  };

  return Object.assign(say, {
    stream,
    event,
    notice,
    typing: (on = true) => event(on ? 'typing' : 'stoptyping', { author: AGENT }),
    thinking: () => {
      const { items } = toWire({ template_type: 'wait_for_response' });
      conversation.broadcast({ ...openMessage(platform, conversation, {}), message: items });
    },
  });
}

/** The fields are documented in docs/protocol.md §4.2. */
function openMessage(platform: Platform, conversation: Conversation, { as, author }: SayOptions): Head {
  const { ids, now, botInfo, settings } = platform;
  const at = now();
  const sender = as === 'agent' ? { ...AGENT, ...author } : author;
  return {
    type: 'bot_response',
    from: 'bot',
    messageId: ids.of('ms'),
    botInfo,
    createdOn: new Date(at).toISOString(),
    icon: settings.bot.icon,
    sessionId: conversation.ensureSession(),
    timestamp: at,
    key: ids.hex(24),
    traceId: ids.hex(16),
    ...(sender && { author: sender }),
    ...(as === 'agent' && { fromAgent: true, agent_MessageId: ids.hex(24), enableLiveChatMetaData: true }),
  };
}

function storeMessage(platform: Platform, conversation: Conversation, head: Head, texts: readonly string[]): void {
  conversation.log.append(
    botRecord(platform.ids, {
      ...platform.recordOwner(conversation.user),
      id: head.messageId,
      sessionId: head.sessionId,
      at: head.timestamp,
      texts,
      author: head.author,
      taskName: taskNameOf(head),
    }),
  );
}

/** Events and notices do not start a session, because some of them are sent after its end. */
function runningSession({ runningSessionId: sessionId }: Conversation) {
  return sessionId === undefined ? {} : { sessionId };
}

/** `tN`: the dialog task that sent the message. */
function taskNameOf(head: Head): string {
  return head.fromAgent ? 'Agent Transfer' : 'Demo Task';
}
