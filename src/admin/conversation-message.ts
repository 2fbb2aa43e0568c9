import type { Tag } from './sessions.js';

/**
 * A message of the conversation history (public-apis.md §7). The samples of the platform differ from each other, so nearly every field
 * may be missing.
 */
export interface ConversationMessage {
  /** `ms-…` */
  _id: string;
  /** `incoming`: sent by the user. */
  type?: 'incoming' | 'outgoing' | (string & {});
  status?: string;
  /** `u-…` */
  createdBy?: string;
  /** ISO 8601, in UTC. */
  createdOn?: string;
  lmodifiedOn?: string;
  /** Epoch milliseconds. */
  timestampValue?: number;
  botId?: string;
  sessionId?: string;
  channels?: { type?: string; channelUId?: string; [other: string]: unknown }[];
  /** Two names for the channel; which one is used depends on the revision of the platform. */
  chnl?: string;
  channel?: string;
  lang?: string;
  /** Present on messages of the user when `includeTraceId` is set. */
  traceId?: string;
  components?: {
    _id?: string;
    cT?: string;
    data?: { text?: unknown; [other: string]: unknown };
    thumbnails?: unknown[];
  }[];
  tags?: { messageTags?: Tag[]; userTags?: Tag[]; sessionTags?: Tag[]; [other: string]: unknown };
  /** Present on messages of agents when `getAgentsInfo` is set. */
  author?: Record<string, unknown>;
  /** Present on messages of the bot when `includeLatency` is set. */
  latency?: Record<string, unknown>;
  [other: string]: unknown;
}

/** A page of messages, in the requested order. */
export interface ConversationPage {
  /** Number of messages in the window of the page. */
  total?: number;
  /** Whether more messages follow; missing when the platform does not say. The platform calls it `moreAvailable`. */
  hasMore?: boolean;
  /** URL of the picture of the bot. */
  icon?: string;
  messages: ConversationMessage[];
  [other: string]: unknown;
}

/** Returns the text of a message, with one line for each component. A template is returned as the JSON in which it is stored. */
export function textOfMessage({ components = [] }: ConversationMessage): string {
  return components.flatMap(({ data }) => (typeof data?.text === 'string' ? [data.text] : [])).join('\n');
}
