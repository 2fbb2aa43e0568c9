import type { AttachmentLimits } from '../../attachments/check-file.js';
import { bareObject } from '../../lib/json.js';
import type { SpeechProvider } from './speech-provider.js';
import type { WelcomeStrings } from './welcome-strings.js';

/** The optional features of a chat window. Omitted ones have their default. */
export interface ChatFeatures {
  /** Lets users send files; an object sets other limits. @default true: up to 10 files of 25 MiB each */
  attachments?: boolean | AttachmentLimits;
  /** Shows the button for emoji. @default true */
  emoji?: boolean;
  /** Maximum length of a message in characters. @default none */
  characterLimit?: number;
  /** Dictation and reading aloud, by the browser if it supports them, or by a provider of your own. @default false */
  voice?: boolean | SpeechProvider;
  /**
   * Shows a button that turns on a notification and a sound for messages that arrive while the page is hidden. @default
   * false
   */
  notifications?: boolean;
  /** Applies the branding that the bot has on the platform. @default true */
  branding?: boolean;
  /**
   * `ask`: pictures, audio, video and avatars from others are not fetched until the visitor presses "Show picture" in
   * the message, so that no server learns when a message was seen. @default 'on'
   */
  images?: 'on' | 'ask';
  /**
   * Origins (`https://forms.example`) whose forms keep their own origin inside their frame, and with it cookies and
   * storage. List only origins that you trust never to lead to a page of yours. @default none: each frame has an opaque
   * origin
   */
  frameSameOrigin?: readonly string[];
  /**
   * What is shown at the beginning of a conversation. @default the platform's welcome screen, or a short default text
   */
  welcome?: WelcomeStrings;
}

/** Source of the features: the attributes of an element, or its property `features`, which wins. */
export interface FeatureSource extends Pick<Element, 'getAttribute'> {
  readonly features: ChatFeatures | null;
  /** Names of the options that were given. */
  readonly optionNames?: readonly string[];
}

const isOff = (value: string | null) => value === 'off' || value === 'false';

/**
 * Reads `attachments="off"`, `emoji="off"`, `branding="off"`, `character-limit="500"`, `voice` and `notifications`. In
 * a chunk that loads later, because nothing needs it before the first message is shown.
 */
export function readFeatures(source: FeatureSource | undefined): Readonly<ChatFeatures> {
  const attribute = (name: string) => source?.getAttribute(name) ?? null;
  const isEnabled = (name: string) => attribute(name) !== null && !isOff(attribute(name));
  const limit = Number(attribute('character-limit'));
  return bareObject({
    attachments: !isOff(attribute('attachments')),
    emoji: !isOff(attribute('emoji')),
    ...(limit > 0 && { characterLimit: Math.floor(limit) }),
    voice: isEnabled('voice'),
    notifications: isEnabled('notifications'),
    branding: !isOff(attribute('branding')),
    ...source?.features,
  });
}
