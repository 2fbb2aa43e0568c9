/** Ends what was begun. A second call does nothing. */
export type StopSpeech = () => void;

/** What listening brings. `text` is what was understood since it began; while not `final` it may still change. */
export type SpeechEvent =
  | { readonly type: 'text'; readonly text: string; readonly final: boolean }
  /** `refused`: the user, the browser or the page's policy does not allow the microphone. Nothing comes after it. */
  | { readonly type: 'problem'; readonly why: 'refused' | 'no-microphone' | 'failed' }
  /** It is over, by itself or because it was stopped. Nothing comes after it. */
  | { readonly type: 'end' };

/**
 * Speech of some vendor: the browser's own, or one that a page plugs in (`features.voice`). A half that is missing is not
 * offered. Languages are BCP 47 tags.
 *
 * @example
 * const vendor: SpeechProvider = { speak: (text, language) => myService.say(text, language) };
 * mountChat({ …, features: { voice: vendor } });
 */
export interface SpeechProvider {
  /** Begins to listen. */
  listen?(language: string, hear: (heard: SpeechEvent) => void): StopSpeech;
  /** Says a text aloud, behind those before it. Gives what silences it. */
  speak?(text: string, language: string): StopSpeech;
}
