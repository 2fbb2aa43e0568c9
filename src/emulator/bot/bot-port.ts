import type { Conversation } from '../conversation.js';
import type { UserEvent, UserMessage } from './bot-handler.js';

/** Where the platform hands things to the bot. */
export interface BotPort {
  /** While true, messages are acknowledged and nobody answers. */
  silent: boolean;
  /** A session has begun. */
  connected(conversation: Conversation): void;
  /** The session has ended. */
  closed(conversation: Conversation): void;
  heard(conversation: Conversation, message: UserMessage): void;
  noticed(conversation: Conversation, event: UserEvent): void;
}
