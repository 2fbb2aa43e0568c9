import type { ChatClient, SendInput } from '../../client/chat-client.js';
import type { ChatMessage } from '../../conversation/chat-message.js';
import type { I18n } from '../i18n/i18n.js';
import type { FeatureSource } from './chat-features.js';

/** The composer, as what stands around its field sees it. */
export interface ComposerHandle {
  /** Null while the window is closed. */
  readonly field: HTMLTextAreaElement | null;
  /** What is in the field. */
  readonly text: string;
  readonly i18n: I18n;
  /** Puts a text into the field, in place of what is there. */
  write(text: string): void;
  /** Sends what is in the field, if it may go. */
  submit(): void;
}

/** The conversation, as the extras sees it. */
export interface ComposerHost {
  readonly client: ChatClient;
  readonly features: FeatureSource | undefined;
  /** What is being written. */
  draft: string;
  send(input: SendInput): void;
  /** Lets everything be drawn again. */
  notify(): void;
  /** News are announced while the page is hidden, or no longer. */
  setAnnounces(announces: boolean): void;
}

/**
 * What is there for writing beside a field and a button: files, drafts, emoji, voice, the chat with an agent. Loads after the
 * first page of the history (src/widget/composer/), and belongs to the conversation: it outlives a closed window.
 */
export interface ComposerExtras {
  /** True while the bot waits for something else than words. Why is said above the field. */
  readonly blocked: boolean;
  maySend(text: string): boolean;
  /** @returns true when the text has gone, so that the field can be empty again */
  send(text: string): boolean;
  /** Drawn above the field. A vnode, as the next: Preact's own types would reach the package's users, who have no Preact. */
  top(composer: ComposerHandle): object;
  /** Drawn between the field and the button that sends. */
  tools(composer: ComposerHandle): object;
  /** The messages with lines of the system between them. The same reference as long as nothing changes. */
  interleave(messages: readonly ChatMessage[], language: string): readonly ChatMessage[];
  dispose(): void;
}
