import type { Clock } from '../lib/clock.js';
import type { EventsFrame, NoticeFrame } from '../protocol/inbound.js';
import { readAuthor } from '../protocol/received-message.js';

/** Somebody on the other side is writing. */
export interface TypingState {
  readonly active: boolean;
  readonly from?: 'bot' | 'agent';
}

/** The human agent who has taken over, if any. */
export interface AgentState {
  readonly connected: boolean;
  readonly name?: string;
  readonly picture?: string;
}

/** The platform does not always say that somebody stopped writing. */
const TYPING_EXPIRES_MS = 10_000;

const SILENT: TypingState = { active: false };

/** Who is on the other side, and whether they are writing (protocol.md §4.6, §4.7). */
export class Presence {
  typing: TypingState = SILENT;
  agent: AgentState = { connected: false };
  readonly #clock: Clock;
  readonly #onChange: (what: 'typing' | 'agent') => void;
  #stopTimer = () => {};

  constructor(clock: Clock, onChange: (what: 'typing' | 'agent') => void) {
    this.#clock = clock;
    this.#onChange = onChange;
  }

  /** Shows who is writing, for a limited time; without a name nobody is. */
  setTyping(from?: 'bot' | 'agent'): void {
    this.#stopTimer();
    if (from) this.#stopTimer = this.#clock.after(TYPING_EXPIRES_MS, () => this.setTyping());
    if (this.typing.from === from) return;
    this.typing = from ? { active: true, from } : SILENT;
    this.#onChange('typing');
  }

  /** The bot has a message to answer. It keeps quiet about writing, and so do we when a person has taken over. */
  expectAnswer(): void {
    if (!this.agent.connected) this.setTyping('bot');
  }

  hear(frame: EventsFrame | NoticeFrame): void {
    const message = frame.type === 'events' ? frame.message : undefined;
    switch (message?.type ?? frame.type) {
      case 'typing':
        return this.setTyping('agent');
      case 'agent_connected': {
        const info = message?.agentInfo;
        const name = info?.nickName || readAuthor(info)?.name;
        return this.#setAgent({
          connected: true,
          ...(name && { name }),
          ...(info?.profImage && { picture: info.profImage }),
        });
      }
      case 'agent_disconnected':
      case 'agent_session_end':
        this.setTyping();
        return this.#setAgent({ connected: false });
      case 'stoptyping':
      case 'waiting_for_user_input':
      case 'session_end':
      case 'botkitunreachable':
        return this.setTyping();
    }
  }

  #setAgent(agent: AgentState): void {
    if (!agent.connected && !this.agent.connected) return;
    this.agent = agent;
    this.#onChange('agent');
  }
}
