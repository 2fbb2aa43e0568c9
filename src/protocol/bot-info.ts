import { filled } from '../lib/json.js';
import type { CustomData } from './extensions.js';

/** The bot, as passed to the client (`options.bot`). */
export interface BotRef {
  /** Bot name, case-sensitive: `botInfo.chatBot`. */
  name: string;
  /** `st-…`: `botInfo.taskBotId`. */
  id: string;
  /** Sent with the grant, with rtm/start and with every frame, for the context of the session (docs/protocol.md §1.4). */
  customData?: CustomData;
  metaTags?: unknown;
}

/** `botInfo` on the wire (docs/protocol.md §1.4). */
export interface BotInfo {
  chatBot: string;
  taskBotId: string;
  customData?: CustomData;
  metaTags?: unknown;
  [other: string]: unknown;
}

export function toBotInfo({ name, id, customData, metaTags }: BotRef): BotInfo {
  return { chatBot: name, taskBotId: id, ...filled({ customData, metaTags }) };
}
