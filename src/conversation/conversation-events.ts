import type { XoError } from '../errors/index.js';
import type { HistoryPage } from '../protocol/history.js';
import type {
  AckFrame,
  BotResponseFrame,
  EventsFrame,
  NoticeFrame,
  UnknownFrame,
  UserMessageFrame,
} from '../protocol/inbound.js';
import type { BotMessageFrame } from '../protocol/outbound.js';
import type { ChatMessage } from './chat-message.js';
import type { TypingState } from './presence-state.js';

/** The events with the values that their listeners receive. */
export interface ConversationEvents {
  /** A message of the user was sent. The frame shows it without its secrets. */
  'bot.message': BotMessageFrame;
  ack: AckFrame;
  bot_response: BotResponseFrame;
  user_message: UserMessageFrame;
  /** Notices of the platform about agents, typing, the session, forms and the language. `type` distinguishes them. */
  events: EventsFrame | NoticeFrame;
  unknown: UnknownFrame;
  /** A page of the history was read. */
  history: HistoryPage;
  /**
   * A message is news: sent by `send()`, or received live (of a streamed one the first part), or found missing after a reconnect.
   * Emitted once per message, and not for older pages of the history or for messages of earlier pages of this browser.
   */
  message: ChatMessage;
  /** A message that is in `client.messages` has changed: its status, or another part of a streamed one. The new object. */
  update: ChatMessage;
  typing: TypingState;
  /** Messages before this marker could not be loaded. The marker is also in `client.messages`. */
  gap: ChatMessage;
  /** A problem that no promise reports. The client continues unless its state is `failed`. */
  error: XoError;
}
