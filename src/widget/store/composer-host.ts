import type { ChatClient, SendInput } from '../../client/chat-client.js';
import type { ChatMessage } from '../../conversation/chat-message.js';
import type { I18n } from '../i18n/i18n.js';
import type { FeatureSource } from './chat-features.js';

/** The composer as seen by the extras around its field. */
export interface ComposerHandle {
  /** Null while the window is closed. */
  readonly field: HTMLTextAreaElement | null;
  /** The text in the field. */
  readonly text: string;
  readonly i18n: I18n;
  /** Replaces the text in the field. */
  write(text: string): void;
  /** Sends the text in the field, if it may be sent. */
  submit(): void;
}

/** The session as seen by the extras. */
export interface ComposerHost {
  readonly client: ChatClient;
  readonly features: FeatureSource | undefined;
  /** The unsent text. */
  draft: string;
  send(input: SendInput): void;
  /** Renders everything again. */
  notify(): void;
  /** Sets whether new messages are announced while the page is hidden. */
  setAnnounces(announces: boolean): void;
}

/**
 * Everything in the composer except the field and the send button: files, drafts, emoji, speech, agent chat. Loads
 * after the first page of the history (src/widget/composer/), and belongs to the session: it survives closing the
 * window.
 */
export interface ComposerExtras {
  /** True while the bot waits for a form rather than text. The extras show the reason above the field. */
  readonly blocked: boolean;
  maySend(text: string): boolean;
  /** @returns true if the text was sent, so that the field can be cleared */
  send(text: string): boolean;
  /**
   * Rendered above the field. Both results are vnodes, typed as `object`, because Preact's types would leak to users of
   * the package who do not have Preact installed.
   */
  top(composer: ComposerHandle): object;
  /** Rendered between the field and the send button. */
  tools(composer: ComposerHandle): object;
  /** Returns the messages with system notices between them. The reference stays the same until something changes. */
  interleave(messages: readonly ChatMessage[], language: string): readonly ChatMessage[];
  destroy(): void;
}
