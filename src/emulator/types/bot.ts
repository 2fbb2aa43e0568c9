import type { Author, NoticeFrame, WireMessage } from '../../protocol/inbound.js';
import type { Attachment } from '../../protocol/outbound.js';
import type { TemplatePayload } from '../../protocol/templates/index.js';
import type { EmulatorUser } from './user.js';

/** A message of the user, as the bot receives it. */
export interface UserMessage {
  /** The text that the user wrote, or the payload of the choice as text. Empty for a message with files alone. */
  readonly text: string;
  /** The payload of a choice (a frame with `renderMsg`), parsed if it is a JSON object. */
  readonly payload?: unknown;
  /** The text that was displayed instead of `text`. */
  readonly renderMsg?: string;
  readonly attachments: readonly Attachment[];
  readonly clientMessageId?: number | string;
  /** The frame as it was received. */
  readonly raw: Readonly<Record<string, unknown>>;
  readonly user: EmulatorUser;
}

/** An event that is not a message: `typing`, `stop_typing`, `message_delivered`, `message_read`, `close_agent_chat` … (protocol.md §3.2). */
export interface UserEvent {
  readonly name: string;
  /** `messageId` of the agent's message, for `message_delivered` and `message_read`. */
  readonly messageId?: string;
  readonly raw: Readonly<Record<string, unknown>>;
  readonly user: EmulatorUser;
}

/** A component that is not a template: `{ type: 'image', payload: { url } }`, `{ type: 'error', payload: { text } }` … (protocol.md §4.2). */
export interface ComponentContent {
  type: string;
  payload: unknown;
  formData?: { formLink: string; renderType?: string };
}

/** A text, a template (`template_type` and its fields, protocol.md §6), a component, or message items that are sent unchanged. */
export type Content = string | TemplatePayload | ComponentContent | readonly WireMessage[];

/** The sender of a message, and its delay. */
export interface SayOptions {
  /** `agent` sends the message as a human agent: `fromAgent`, `author`, `agent_MessageId` (protocol.md §4.2). @default 'bot' */
  as?: 'bot' | 'agent';
  author?: Author;
  /** Delay before the message, in milliseconds. @default 0 */
  delayMs?: number;
}

/** The sender of a streamed message, and its speed. */
export interface StreamOptions extends SayOptions {
  /** Pause between parts, in milliseconds. @default 40 */
  pauseMs?: number;
}

/** Sends messages to all sockets of one user, and adds them to the user's history. Does nothing after the emulator has stopped. */
export interface Say {
  /** Resolves to the `messageId`. */
  (content: Content, options?: SayOptions): Promise<string>;
  /** Sends a message in parts (protocol.md §4.3). Resolves to the `messageId` after the last part. */
  stream(chunks: Iterable<string> | AsyncIterable<string>, options?: StreamOptions): Promise<string>;
  /** Shows or hides the typing indicator of the agent (protocol.md §4.6). */
  typing(on?: boolean): void;
  /** The placeholder that keeps the bot's typing indicator (protocol.md §6.2, `wait_for_response`). It is not in the history. */
  thinking(): void;
  /** Sends a frame of the type `events`, for example `agent_connected` (protocol.md §4.6). */
  event(type: string, fields?: Record<string, unknown>): void;
  /** Sends a frame of the given type, for example `waiting_for_user_input` (protocol.md §4.7). */
  notice(type: NoticeFrame['type'] | (string & {}), fields?: Record<string, unknown>): void;
}

/** The surroundings of a handler. */
export interface BotContext {
  readonly user: EmulatorUser;
  /** Id of the session. Reading it starts a session if none is running. */
  readonly sessionId: string;
  /** Address of the emulator. */
  readonly url: string;
  /**
   * The address of `media/picture.svg`, `media/tone.wav`, `media/guide.txt` and `media/form.html`. A part of it cannot be guessed,
   * because browsers do not say which page loads a picture or a frame, and pages of other origins must not read them.
   */
  readonly assetsUrl: string;
  /** Values that the bot keeps between the messages of one user. */
  readonly memory: Map<string, unknown>;
  /** Aborted when the emulator stops. */
  readonly signal: AbortSignal;
  /** Waits. Resolves early when the emulator stops. */
  sleep(ms: number): Promise<void>;
  /** A random number from 0 up to 1, repeatable with a seed. */
  random(): number;
}

/** Answers one message. The messages of one user are handled in order: the next one waits until the promise is settled. */
export type BotHandler = (message: UserMessage, say: Say, context: BotContext) => void | Promise<void>;

/** A bot that also reacts to sessions and events. A plain function is short for `{ onMessage }`. */
export interface Bot {
  onMessage: BotHandler;
  /** Called when a session begins, the platform's OnConnect event (protocol.md §2.2). */
  onConnect?(say: Say, context: BotContext): void | Promise<void>;
  /** Called when the session was ended, by the user or by the start of a new one. `memory` is cleared afterwards. */
  onClose?(say: Say, context: BotContext): void | Promise<void>;
  onEvent?(event: UserEvent, say: Say, context: BotContext): void | Promise<void>;
}
