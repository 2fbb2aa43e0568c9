import type { ChatEvents } from '../../../client/chat-client.js';
import type { ComposerStrings } from '../../i18n/composer-strings.js';

/** What the user is told of an event: its words, or that an earlier line is no longer true. */
export interface EventLine {
  /** Of the event. */
  readonly type: string;
  readonly topic: 'agent' | 'call' | 'session' | 'bot' | 'form';
  /** Undefined takes back the last line of the topic, as long as nothing has been said since. */
  readonly say: ((strings: ComposerStrings) => string) | undefined;
}

/**
 * Which events a user should know of (protocol.md §4.6, §4.7). Undefined for the rest: they are for programs, or are shown
 * elsewhere (typing, receipts).
 *
 * @param agentName of the agent who is there, or was until now
 */
export function systemNoticeFor(frame: ChatEvents['events'], agentName: string): EventLine | undefined {
  const type = frame.type === 'events' ? frame.message.type : frame.type;
  switch (type) {
    // Of an agent on a desk of another vendor there is only the second. Where both come, they are one line.
    case 'agent_connected':
    case 'agent_session_active':
      return { type: 'agent_connected', topic: 'agent', say: (strings) => strings.agentJoined(agentName) };
    case 'agent_disconnected':
    case 'agent_session_inactive':
      return { type: 'agent_disconnected', topic: 'agent', say: (strings) => strings.agentLeft(agentName) };
    // This window has no calls. Whoever is called should know that the agent waits for them.
    case 'call_agent_webrtc':
      return { type, topic: 'call', say: (strings) => strings.cannotCall(agentName) };
    case 'cobrowse':
    case 'webrtc_screenshare':
      return { type: 'cobrowse', topic: 'call', say: (strings) => strings.cannotShare(agentName) };
    case 'session_end':
      return { type, topic: 'session', say: (strings) => strings.sessionEnded };
    case 'session_start':
      // A session that ends for a new one, as at a reload, is no news.
      return { type, topic: 'session', say: undefined };
    case 'botkitunreachable':
      return { type, topic: 'bot', say: (strings) => strings.botUnreachable };
    case 'form_failure':
      return { type, topic: 'form', say: (strings) => strings.formFailed };
    case 'form_submitted':
      return { type, topic: 'form', say: (strings) => strings.formSubmitted };
    default:
      return undefined;
  }
}
