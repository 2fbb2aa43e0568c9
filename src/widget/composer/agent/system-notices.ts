import type { ChatMessage } from '../../../conversation/chat-message.js';
import type { ComposerStrings } from '../../i18n/composer-strings.js';
import type { EventLine } from './system-notice-for.js';

interface Line extends EventLine {
  readonly id: string;
  readonly at: number;
  /** The message it stands behind; undefined: at the beginning. */
  readonly after: string | undefined;
}

/** Lines that are kept: the older ones are above what anybody still reads. */
const MOST_LINES = 100;

/** Lines of the system between the messages of a conversation, each behind the message during which it happened. */
export class SystemNotices {
  #lines: readonly Line[] = [];
  #count = 0;
  #woven:
    | { from: readonly ChatMessage[]; lines: readonly Line[]; strings: ComposerStrings; all: readonly ChatMessage[] }
    | undefined;

  /** The words of the newest line, for those who hear them. */
  newest(strings: ComposerStrings): string {
    return this.#lines.at(-1)?.say?.(strings) ?? '';
  }

  add(line: EventLine, messages: readonly ChatMessage[], at: number): void {
    const after = lastArrived(messages)?.id;
    const before = this.#lines.at(-1);
    // Nothing was said since: the same again is no news, and a line may be taken back.
    const isFresh = before?.after === after && before?.topic === line.topic;
    if (isFresh && (!line.say || line.type === before?.type)) this.#lines = this.#lines.slice(0, -1);
    if (line.say)
      this.#lines = [...this.#lines, { ...line, id: `line-${++this.#count}`, at, after }].slice(-MOST_LINES);
  }

  /** The same reference as long as nothing has changed; the messages themselves where there is no line. */
  interleave(messages: readonly ChatMessage[], strings: ComposerStrings): readonly ChatMessage[] {
    const lines = this.#lines;
    if (lines.length === 0) return messages;
    const last = this.#woven;
    if (last?.from === messages && last.lines === lines && last.strings === strings) return last.all;
    const drawn = new Map(last?.strings === strings ? last.all.map((message) => [message.id, message]) : []);
    const here = new Set(messages.map(({ id }) => id));
    const behind = new Map<string | undefined, ChatMessage[]>();
    for (const line of lines) {
      // A message that has gone, because it was discarded, leaves its line at the end.
      const place = line.after === undefined || here.has(line.after) ? line.after : messages.at(-1)?.id;
      const list = behind.get(place) ?? [];
      behind.set(place, list);
      // Another object would be drawn again.
      list.push(drawn.get(line.id) ?? toMessage(line, strings));
    }
    const all = [
      ...(behind.get(undefined) ?? []),
      ...messages.flatMap((message) => [message, ...(behind.get(message.id) ?? [])]),
    ];
    this.#woven = { from: messages, lines, strings, all };
    return all;
  }
}

/** What is still on its way stands at the end of the list, and moves on with it. */
function lastArrived(messages: readonly ChatMessage[]): ChatMessage | undefined {
  return messages.findLast(({ status }) => status !== 'queued' && status !== 'sent');
}

function toMessage({ id, at, say }: Line, strings: ComposerStrings): ChatMessage {
  const text = say?.(strings) ?? '';
  return { id, from: 'system', text, components: [{ type: 'text', text }], status: 'delivered', createdAt: at };
}
