import type { ComponentType } from 'preact';
import type { I18n } from '../i18n/i18n.js';
import type { FeatureSource } from './chat-features.js';
import type { MediaPolicy } from './media-policy.js';
import type { WelcomeStrings } from './welcome-strings.js';

/** The session as seen by components that show media from others. */
export interface MediaSession {
  readonly features: FeatureSource | undefined;
  readonly platformWelcome: WelcomeStrings | undefined;
  /** True with `images="ask"`: media from others wait for the visitor. */
  readonly asksForMedia: boolean;
  /** Which media the visitor has allowed. Undefined without `images="ask"`, and until it has loaded. */
  readonly media: MediaPolicy | undefined;
  /** @internal The published types do not refer to Preact. */
  readonly MediaButton: ComponentType<{ i18n: I18n }> | undefined;
  /** Loads `media` and `MediaButton`. If they cannot be loaded, no pictures are shown. */
  loadMedia(): Promise<void>;
  /** Calls the listener after each change. Returns a function that removes it. */
  subscribe(listener: () => void): () => void;
}

/**
 * The Preact context of all components of a window. A plain object, because chunks that load later cannot share a
 * context object. Only contains values that never change: a component that re-renders itself keeps the context of its
 * first render.
 */
export interface WindowContext {
  readonly session?: MediaSession | undefined;
  /** Id of the surrounding message: undefined outside messages, empty in the user's own messages. */
  readonly messageId?: string | undefined;
}
