import type { ChatEvents } from '../../../client/chat-client.js';
import type { ComposerStrings } from '../../i18n/composer-strings.js';

/** The notice for an event: its text, or the withdrawal of an earlier notice. */
export interface SystemNotice {
  /** Type of the event. */
  readonly type: string;
  readonly topic: 'agent' | 'call' | 'session' | 'bot' | 'form';
  /** Undefined withdraws the last notice of the topic, unless a message has arrived since. */
  readonly text: ((strings: ComposerStrings) => string) | undefined;
}

/**
 * Returns the notice for an event that a user should know of (docs/protocol.md §4.6, §4.7). Undefined for all others,
 * which are meant for programs or shown elsewhere (typing, receipts).
 *
 * @param agentName of the agent who is connected, or has just left
 */
export function systemNoticeFor(frame: ChatEvents['events'], agentName: string): SystemNotice | undefined {
  const type = frame.type === 'events' ? frame.message.type : frame.type;
  switch (type) {
    // For agents in another vendor's desktop, only the second event is sent. If both are sent, they make one notice.
    case 'agent_connected':
    case 'agent_session_active':
      return { type: 'agent_connected', topic: 'agent', text: (strings) => strings.agentJoined(agentName) };
    case 'agent_disconnected':
    case 'agent_session_inactive':
      return { type: 'agent_disconnected', topic: 'agent', text: (strings) => strings.agentLeft(agentName) };
    // This window does not support calls, but the user should know that the agent is waiting.
    case 'call_agent_webrtc':
      return { type, topic: 'call', text: (strings) => strings.cannotCall(agentName) };
    case 'cobrowse':
    case 'webrtc_screenshare':
      return { type: 'cobrowse', topic: 'call', text: (strings) => strings.cannotShare(agentName) };
    case 'session_end':
      return { type, topic: 'session', text: (strings) => strings.sessionEnded };
    case 'session_start':
      // A session that ends because a new one begins, as on a reload, is not worth a notice.
      return { type, topic: 'session', text: undefined };
    case 'botkitunreachable':
      return { type, topic: 'bot', text: (strings) => strings.botUnreachable };
    case 'form_failure':
      return { type, topic: 'form', text: (strings) => strings.formFailed };
    case 'form_submitted':
      return { type, topic: 'form', text: (strings) => strings.formSubmitted };
    default:
      return undefined;
  }
}
