import type { Tag } from './sessions.js';

/**
 * A message of the conversation history (public-apis: Conversation History; the record is that of the seeds' "Get Conversation
 * History"). Samples of the platform differ among each other, so nearly everything may be missing.
 */
export interface ConversationMessage {
  /** `ms-…` */
  _id: string;
  /** `incoming` is the user's. */
  type?: 'incoming' | 'outgoing' | (string & {});
  status?: string;
  /** `u-…` */
  createdBy?: string;
  /** ISO-8601, UTC. */
  createdOn?: string;
  lmodifiedOn?: string;
  /** Epoch milliseconds. */
  timestampValue?: number;
  botId?: string;
  sessionId?: string;
  channels?: { type?: string; channelUId?: string; [other: string]: unknown }[];
  /** Two names for the channel, by revision of the platform. */
  chnl?: string;
  channel?: string;
  lang?: string;
  /** With `includeTraceId`, on the user's messages. */
  traceId?: string;
  components?: {
    _id?: string;
    cT?: string;
    data?: { text?: unknown; [other: string]: unknown };
    thumbnails?: unknown[];
  }[];
  tags?: { messageTags?: Tag[]; userTags?: Tag[]; sessionTags?: Tag[]; [other: string]: unknown };
  /** With `getAgentsInfo`, on the agent's messages. */
  author?: Record<string, unknown>;
  /** With `includeLatency`, on the bot's messages. */
  latency?: Record<string, unknown>;
  [other: string]: unknown;
}

/** A page of messages, in the order that was asked for. */
export interface ConversationPage {
  total?: number;
  moreAvailable?: boolean;
  /** URL of the bot's picture. */
  icon?: string;
  messages: ConversationMessage[];
  [other: string]: unknown;
}

/** What people read in a message; parts on lines of their own. Templates come as the JSON they are stored as. */
export function textOfMessage({ components = [] }: ConversationMessage): string {
  return components.flatMap(({ data }) => (typeof data?.text === 'string' ? [data.text] : [])).join('\n');
}
