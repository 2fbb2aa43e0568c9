import type { EventsFrame, NoticeFrame } from '../protocol/inbound.js';
import { readAuthor } from '../protocol/received-message.js';
import type { ConversationHost } from './conversation-host.js';
import type { AgentState, TypingState } from './presence-state.js';

export interface Presence {
  readonly typing: TypingState;
  readonly agent: AgentState;
  /** Shows who is typing, until a timeout; undefined: nobody is typing. */
  setTyping(from?: 'bot' | 'agent'): void;
  /** Tells a connected agent that the user is typing. Sent once; ends after a timeout unless it is called again. */
  setWriting(active: boolean): void;
  /** Handles an `events` frame or a notice. */
  onFrame(frame: EventsFrame | NoticeFrame): void;
}

/** The platform does not always report that somebody has stopped typing. */
const TYPING_EXPIRES_MS = 10_000;
const WRITING_EXPIRES_MS = 5_000;

const NO_AGENT: AgentState = { connected: false };

/** Tracks the agent and who is typing (docs/protocol.md §4.6, §4.7). */
export function createPresence({ clock, bus, changed, sendUserEvent }: ConversationHost): Presence {
  let typing: TypingState = { active: false };
  let agent = NO_AGENT;
  let isWriting = false;
  let stopTimer = () => {};
  let stopWriting = stopTimer;

  function setTyping(from?: 'bot' | 'agent'): void {
    stopTimer();
    if (from) stopTimer = clock.after(TYPING_EXPIRES_MS, setTyping);
    if (typing.from === from) return;
    typing = from ? { active: true, from } : { active: false };
    bus.emit('typing', typing);
    changed();
  }

  function setWriting(active: boolean): void {
    stopWriting();
    if (active) stopWriting = clock.after(WRITING_EXPIRES_MS, () => setWriting(false));
    if (active !== isWriting) sendUserEvent(active ? 'typing' : 'stop_typing');
    isWriting = active;
  }

  function setAgent(next: AgentState): void {
    if (next === agent) return;
    agent = next;
    changed();
  }

  return {
    get typing() {
      return typing;
    },
    get agent() {
      return agent;
    },
    setTyping,
    setWriting: (active) => setWriting(active && agent.connected),
    onFrame(frame) {
      const { type, agentInfo } = frame.type === 'events' ? frame.message : frame;
      if (type === 'typing') return setTyping('agent');
      if (type === 'agent_connected') {
        return setAgent({ connected: true, ...readAuthor(agentInfo as EventsFrame['message']['agentInfo']) });
      }
      if (type === 'agent_disconnected' || type === 'agent_session_end') setAgent(NO_AGENT);
      else if (!/^(stoptyping|waiting_for_user_input|session_end|botkitunreachable)$/.test(`${type}`)) return;
      setTyping();
    },
  };
}
