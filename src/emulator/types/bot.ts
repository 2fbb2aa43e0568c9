import type { Author, NoticeFrame, WireMessage } from '../../protocol/inbound.js';
import type { Attachment } from '../../protocol/outbound.js';
import type { TemplatePayload } from '../../protocol/templates/index.js';
import type { EmulatorUser } from './user.js';

/** A message of the user, as the bot reads it. */
export interface UserMessage {
  /** What the user wrote, or the payload of the choice as text. Empty when only files were sent. */
  readonly text: string;
  /** The payload of a choice (a frame with `renderMsg`), parsed where it is a JSON object. */
  readonly payload?: unknown;
  /** What people saw instead of `text`. */
  readonly renderMsg?: string;
  readonly attachments: readonly Attachment[];
  readonly clientMessageId?: number | string;
  /** The frame. */
  readonly raw: Readonly<Record<string, unknown>>;
  readonly user: EmulatorUser;
}

/** What happens around messages: `typing`, `stop_typing`, `message_delivered`, `message_read`, `close_agent_chat` … (protocol.md §3.2). */
export interface UserEvent {
  readonly name: string;
  /** `messageId` of the agent's message, for `message_delivered` and `message_read`. */
  readonly messageId?: string;
  readonly raw: Readonly<Record<string, unknown>>;
  readonly user: EmulatorUser;
}

/** A component of its own: `{ type: 'image', payload: { url } }`, `{ type: 'error', payload: { text } }` … (protocol.md §4.2). */
export interface ComponentContent {
  type: string;
  payload: unknown;
  formData?: { formLink: string; renderType?: string };
}

/** A text, a template (`template_type` and what belongs to it, protocol.md §6), a component, or items of the wire as they are. */
export type Content = string | TemplatePayload | ComponentContent | readonly WireMessage[];

/** Who speaks, and when. */
export interface SayOptions {
  /** A human agent writes: `fromAgent`, `author`, `agent_MessageId` (protocol.md §4.2). @default 'bot' */
  as?: 'bot' | 'agent';
  author?: Author;
  /** Waits before, in milliseconds. @default 0 */
  delayMs?: number;
}

/** Who speaks, and how fast. */
export interface StreamOptions extends SayOptions {
  /** Pause between parts, in milliseconds. @default 40 */
  pauseMs?: number;
}

/** Speaks to all sockets of one user, and into their history. Silent once the emulator has stopped. */
export interface Say {
  /** Resolves to the `messageId`. */
  (content: Content, options?: SayOptions): Promise<string>;
  /** An answer in parts (protocol.md §4.3). Resolves to the `messageId` when the last part is out. */
  stream(chunks: Iterable<string> | AsyncIterable<string>, options?: StreamOptions): Promise<string>;
  /** Shows or hides the agent's typing (protocol.md §4.6). */
  typing(on?: boolean): void;
  /** The placeholder that keeps the bot's typing indicator (protocol.md §6.2, `wait_for_response`). Not in the history. */
  thinking(): void;
  /** A frame of type `events`, for example `agent_connected` (protocol.md §4.6). */
  event(type: string, fields?: Record<string, unknown>): void;
  /** A frame of a type of its own, for example `waiting_for_user_input` (protocol.md §4.7). */
  notice(type: NoticeFrame['type'] | (string & {}), fields?: Record<string, unknown>): void;
}

/** What a handler may lean on. */
export interface BotContext {
  readonly user: EmulatorUser;
  /** A new session begins where none is running. */
  readonly sessionId: string;
  /** Address of the emulator. */
  readonly url: string;
  /**
   * Below it lie `media/picture.svg`, `media/tone.wav`, `media/guide.txt` and `media/form.html`. It has a part that cannot be
   * guessed: pictures and frames are loaded without a word of the page they are on, and pages elsewhere shall not get them.
   */
  readonly assetsUrl: string;
  /** Kept between the messages of one user with this bot. */
  readonly memory: Map<string, unknown>;
  /** Aborted when the emulator stops. */
  readonly signal: AbortSignal;
  /** Pauses; ends early when the emulator stops. */
  sleep(ms: number): Promise<void>;
  /** From 0 up to 1; repeatable with a seed. */
  random(): number;
}

/** Answers one message. Messages of one user come one after another: the next waits until this one is done. */
export type BotHandler = (message: UserMessage, say: Say, context: BotContext) => void | Promise<void>;

/** A bot that also greets, and hears typing and receipts. A plain handler is short for `{ onMessage }`. */
export interface Bot {
  onMessage: BotHandler;
  /** The platform's OnConnect event: a session begins (protocol.md §2.2). */
  onConnect?(say: Say, context: BotContext): void | Promise<void>;
  /** The session has ended, by the user or for a new one. `memory` is cleared afterwards. */
  onClose?(say: Say, context: BotContext): void | Promise<void>;
  onEvent?(event: UserEvent, say: Say, context: BotContext): void | Promise<void>;
}
