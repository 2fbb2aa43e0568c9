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

/** Each event with what its listeners get. */
export interface ConversationEvents {
  /** A frame with a message of the user went out. */
  'bot.message': BotMessageFrame;
  ack: AckFrame;
  bot_response: BotResponseFrame;
  user_message: UserMessageFrame;
  /** What the platform announces beside messages: agent, typing, session, forms, language. Told apart by `type`. */
  events: EventsFrame | NoticeFrame;
  unknown: UnknownFrame;
  /** A page of the history arrived. */
  history: HistoryPage;
  /** A message was added to `client.messages`, or changed. */
  message: ChatMessage;
  typing: TypingState;
  /** Messages before this marker could not be loaded: there are too many. The same object is in `client.messages`. */
  gap: ChatMessage;
  /** Something went wrong that no promise reports. The client goes on unless `state` says otherwise. */
  error: XoError;
}
