import type { ChatEvents } from '../../../client/chat-client.js';
import type { ChatMessage } from '../../../conversation/chat-message.js';
import type { AgentState } from '../../../conversation/presence-state.js';
import { systemClock } from '../../../lib/clock.js';
import type { ComposerStrings } from '../../i18n/composer-strings.js';
import type { I18n } from '../../i18n/i18n.js';
import type { ComposerHost } from '../../store/composer-host.js';
import { saveFile } from '../../ui/save-file.js';
import { systemNoticeFor } from './system-notice-for.js';
import { SystemNotices } from './system-notices.js';
import { transcriptJson, transcriptText } from './transcript.js';

/** Who an agent is when the platform does not say. */
const NAMELESS = 'Agent';

/** What the window knows of people on the other side, and what it says by itself between the messages. */
export class AgentController {
  readonly #session: ComposerHost;
  readonly #lines = new SystemNotices();
  readonly #off: () => void;
  /** The agent of before: who has left still has a name. */
  #last: AgentState | undefined;

  constructor(session: ComposerHost) {
    this.#session = session;
    if (session.client.agent.connected) this.#last = session.client.agent;
    this.#off = session.client.on('events', (frame) => this.#heard(frame));
  }

  /** The agent who is there, or was until the bar was put away. */
  get agent(): (AgentState & { readonly name: string }) | undefined {
    const { agent } = this.#session.client;
    const known = agent.connected ? agent : this.#last;
    return known && { ...known, connected: agent.connected, name: known.name ?? NAMELESS };
  }

  newest(strings: ComposerStrings): string {
    return this.#lines.newest(strings);
  }

  interleave(messages: readonly ChatMessage[], strings: ComposerStrings): readonly ChatMessage[] {
    return this.#lines.interleave(messages, strings);
  }

  /** Agents see that the user writes, and that their messages are read: by somebody who looks at the page. */
  written(text: string): void {
    this.#session.client.setTyping(text !== '');
  }

  seen(): void {
    if (document.visibilityState === 'visible') this.#session.client.markRead();
  }

  /** @throws ConnectionError when there is no connection */
  end(): Promise<void> {
    return this.#session.client.endAgentChat();
  }

  dismiss(): void {
    this.#last = undefined;
    this.#session.notify();
  }

  save(format: 'text' | 'json', strings: ComposerStrings, i18n: I18n): void {
    const { client } = this.#session;
    const messages = this.interleave(client.messages, strings);
    const names = { user: i18n.t.you, bot: client.bot.name };
    const day = new Date(systemClock.now()).toISOString().slice(0, 10);
    if (format === 'json') saveFile(`chat-${day}.json`, 'application/json', transcriptJson(messages, names));
    else saveFile(`chat-${day}.txt`, 'text/plain', transcriptText(messages, names, i18n.exactTime));
  }

  dispose(): void {
    this.#off();
  }

  #heard(frame: ChatEvents['events']): void {
    const { client } = this.#session;
    // The client has heard it before, or does so now: an agent who comes is in the frame, one who goes was here.
    if (frame.type === 'events' && frame.message.type === 'agent_connected')
      this.#last = arriving(frame.message.agentInfo);
    const line = systemNoticeFor(frame, this.agent?.name ?? NAMELESS);
    if (!line) return;
    this.#lines.add(line, client.messages, systemClock.now());
    this.#session.notify();
  }
}

function arriving(info: Extract<ChatEvents['events'], { type: 'events' }>['message']['agentInfo']): AgentState {
  const name = [info?.firstName, info?.lastName].filter(Boolean).join(' ') || info?.nickName;
  return { connected: true, ...(name && { name }), ...(info?.profImage && { picture: info.profImage }) };
}
