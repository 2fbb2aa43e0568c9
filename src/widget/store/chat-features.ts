import type { AttachmentLimits } from '../../attachments/check-file.js';
import { bareObject } from '../../lib/json.js';
import type { SpeechProvider } from './speech-provider.js';
import type { WelcomeStrings } from './welcome-strings.js';

/** What a chat window offers beside writing and reading. What is left out has its default. */
export interface ChatFeatures {
  /** Files can be sent; an object sets other limits. @default true: up to 10 files of 25 MiB each */
  attachments?: boolean | AttachmentLimits;
  /** The button that offers emoji. @default true */
  emoji?: boolean;
  /** Most characters of a message. @default none */
  characterLimit?: number;
  /** Dictation, and reading aloud: by the browser where it can, or by another vendor. @default false */
  voice?: boolean | SpeechProvider;
  /** A button by which the user asks for a notification and a sound when a message comes while the page is hidden. @default false */
  notifications?: boolean;
  /** Wear the branding that the bot has on the platform. @default true */
  branding?: boolean;
  /**
   * `ask`: pictures, sounds, films and avatars that others send are not fetched before the visitor presses "Show picture" in the
   * message, so that nobody learns when a message was seen. @default 'on'
   */
  images?: 'on' | 'ask';
  /**
   * Origins (`https://forms.example`) whose forms keep their own origin inside of their frame, and with it cookies and storage.
   * Name only those that you trust never to lead to a page of yours. @default none: each frame has an origin of its own
   */
  frameSameOrigin?: readonly string[];
  /** What stands where a conversation begins. @default what the branding says, or a few words of the window */
  welcome?: WelcomeStrings;
}

/** The element that says what is wanted: by attributes, or by its property `features`, which wins. */
export interface FeatureSource extends Pick<Element, 'getAttribute'> {
  readonly features: ChatFeatures | null;
}

const isOff = (value: string | null) => value === 'off' || value === 'false';

/**
 * Reads `attachments="off"`, `emoji="off"`, `branding="off"`, `character-limit="500"`, `voice` and `notifications`. Part of what loads later:
 * before the first words nobody asks.
 */
export function readFeatures(source: FeatureSource | undefined): Readonly<ChatFeatures> {
  const attribute = (name: string) => source?.getAttribute(name) ?? null;
  const wanted = (name: string) => attribute(name) !== null && !isOff(attribute(name));
  const limit = Number(attribute('character-limit'));
  return bareObject({
    attachments: !isOff(attribute('attachments')),
    emoji: !isOff(attribute('emoji')),
    ...(limit > 0 && { characterLimit: Math.floor(limit) }),
    voice: wanted('voice'),
    notifications: wanted('notifications'),
    branding: !isOff(attribute('branding')),
    ...source?.features,
  });
}
