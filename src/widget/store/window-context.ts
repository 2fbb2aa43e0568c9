import type { ComponentType } from 'preact';
import type { I18n } from '../i18n/i18n.js';
import type { FeatureSource } from './chat-features.js';
import type { MediaPolicy } from './media-policy.js';
import type { WelcomeStrings } from './welcome-strings.js';

/** The conversation, as what shows something of others sees it. */
export interface MediaSession {
  readonly features: FeatureSource | undefined;
  readonly platformWelcome: WelcomeStrings | undefined;
  /** True where pictures and media of others wait for the visitor: `images="ask"`. */
  readonly asksForMedia: boolean;
  /** What the visitor lets through, and the button for it: where that is asked, once it is here. */
  readonly media: MediaPolicy | undefined;
  /** @internal The published types name nothing of Preact. */
  readonly MediaButton: ComponentType<{ i18n: I18n }> | undefined;
  /** Loads the two. Where they cannot be had, pictures stay away. */
  loadMedia(): Promise<void>;
  /** Calls back after each change. Gives the function that ends it. */
  subscribe(listener: () => void): () => void;
}

/**
 * What the components of a window find in their context, however deep they are. By name: what loads later shares nothing else.
 * Only what stays the same: a component that draws itself again has the context in which it was drawn first.
 */
export interface WindowContext {
  readonly session?: MediaSession | undefined;
  /** Id of the message around: undefined outside of messages, empty in those of the user. */
  readonly messageId?: string | undefined;
}
