import type { ChatMessage } from '../../../conversation/chat-message.js';
import type { ComposerStrings } from '../../i18n/composer-strings.js';
import type { SystemNotice } from './system-notice-for.js';

interface PlacedNotice extends SystemNotice {
  readonly id: string;
  readonly at: number;
  /** Id of the message before it; undefined at the beginning. */
  readonly after: string | undefined;
}

/** Maximum number of notices; older ones are far above the visible messages. */
const MAX_NOTICES = 100;

/**
 * System notices between the messages of a conversation, each placed after the message that was the newest at the time.
 */
export class SystemNotices {
  #notices: readonly PlacedNotice[] = [];
  #count = 0;
  #cached:
    | {
        from: readonly ChatMessage[];
        lines: readonly PlacedNotice[];
        strings: ComposerStrings;
        all: readonly ChatMessage[];
      }
    | undefined;

  /** Returns the text of the newest notice, for screen readers. */
  newest(strings: ComposerStrings): string {
    return this.#notices.at(-1)?.text?.(strings) ?? '';
  }

  add(line: SystemNotice, messages: readonly ChatMessage[], at: number): void {
    const after = lastArrived(messages)?.id;
    const before = this.#notices.at(-1);
    // No message has arrived since: a repeated notice replaces the last one, and a withdrawal removes it.
    const isLatest = before?.after === after && before?.topic === line.topic;
    if (isLatest && (!line.text || line.type === before?.type)) this.#notices = this.#notices.slice(0, -1);
    if (line.text)
      this.#notices = [...this.#notices, { ...line, id: `line-${++this.#count}`, at, after }].slice(-MAX_NOTICES);
  }

  /**
   * Returns the messages with notices between them. The reference stays the same until something changes; without
   * notices it is `messages` itself.
   */
  interleave(messages: readonly ChatMessage[], strings: ComposerStrings): readonly ChatMessage[] {
    const lines = this.#notices;
    if (lines.length === 0) return messages;
    const last = this.#cached;
    if (last?.from === messages && last.lines === lines && last.strings === strings) return last.all;
    const drawn = new Map(last?.strings === strings ? last.all.map((message) => [message.id, message]) : []);
    const here = new Set(messages.map(({ id }) => id));
    const noticesAfter = new Map<string | undefined, ChatMessage[]>();
    for (const line of lines) {
      // If the message before it was discarded, the notice goes to the end.
      const place = line.after === undefined || here.has(line.after) ? line.after : messages.at(-1)?.id;
      const list = noticesAfter.get(place) ?? [];
      noticesAfter.set(place, list);
      // Reuse the object, because a new one would be rendered again.
      list.push(drawn.get(line.id) ?? toMessage(line, strings));
    }
    const all = [
      ...(noticesAfter.get(undefined) ?? []),
      ...messages.flatMap((message) => [message, ...(noticesAfter.get(message.id) ?? [])]),
    ];
    this.#cached = { from: messages, lines, strings, all };
    return all;
  }
}

/** Messages that are still queued or sent stay at the end of the list and move on with it. */
function lastArrived(messages: readonly ChatMessage[]): ChatMessage | undefined {
  return messages.findLast(({ status }) => status !== 'queued' && status !== 'sent');
}

function toMessage({ id, at, text: textOf }: PlacedNotice, strings: ComposerStrings): ChatMessage {
  const text = textOf?.(strings) ?? '';
  return { id, from: 'system', text, components: [{ type: 'text', text }], status: 'delivered', createdAt: at };
}
