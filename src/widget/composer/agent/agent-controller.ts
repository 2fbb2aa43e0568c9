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

/** Name of an agent if the platform sends none. */
const DEFAULT_AGENT_NAME = 'Agent';

/** Tracks the connected agent, and the system notices between the messages. */
export class AgentController {
  readonly #session: ComposerHost;
  readonly #notices = new SystemNotices();
  readonly #unsubscribe: () => void;
  /** The last agent, whose name is still shown after they have left. */
  #lastAgent: AgentState | undefined;

  constructor(session: ComposerHost) {
    this.#session = session;
    if (session.client.agent.connected) this.#lastAgent = session.client.agent;
    this.#unsubscribe = session.client.on('events', (frame) => this.#onEvent(frame));
  }

  /** The connected agent, or the last one until the user dismisses the bar. */
  get agent(): (AgentState & { readonly name: string }) | undefined {
    const { agent } = this.#session.client;
    const current = agent.connected ? agent : this.#lastAgent;
    return current && { ...current, connected: agent.connected, name: current.name ?? DEFAULT_AGENT_NAME };
  }

  newest(strings: ComposerStrings): string {
    return this.#notices.newest(strings);
  }

  interleave(messages: readonly ChatMessage[], strings: ComposerStrings): readonly ChatMessage[] {
    return this.#notices.interleave(messages, strings);
  }

  /** Sends the typing indicator to the agent. */
  textChanged(text: string): void {
    this.#session.client.setTyping(text !== '');
  }

  /** Sends read receipts to the agent, if the page is visible. */
  markRead(): void {
    if (document.visibilityState === 'visible') this.#session.client.markRead();
  }

  /** @throws ConnectionError if there is no connection */
  end(): Promise<void> {
    return this.#session.client.endAgentChat();
  }

  dismiss(): void {
    this.#lastAgent = undefined;
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

  destroy(): void {
    this.#unsubscribe();
  }

  #onEvent(frame: ChatEvents['events']): void {
    const { client } = this.#session;
    // This listener may run before or after the client's own: take an arriving agent from the frame; a leaving one is
    // known already.
    if (frame.type === 'events' && frame.message.type === 'agent_connected')
      this.#lastAgent = toAgentState(frame.message.agentInfo);
    const notice = systemNoticeFor(frame, this.agent?.name ?? DEFAULT_AGENT_NAME);
    if (!notice) return;
    this.#notices.add(notice, client.messages, systemClock.now());
    this.#session.notify();
  }
}

function toAgentState(info: Extract<ChatEvents['events'], { type: 'events' }>['message']['agentInfo']): AgentState {
  const name = [info?.firstName, info?.lastName].filter(Boolean).join(' ') || info?.nickName;
  return { connected: true, ...(name && { name }), ...(info?.profImage && { picture: info.profImage }) };
}
