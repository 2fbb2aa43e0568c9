/** Stops listening or speaking. Further calls do nothing. */
export type StopSpeech = () => void;

/**
 * Events of dictation. `text` is everything recognised since listening began; it may still change until `final` is
 * true.
 */
export type SpeechEvent =
  | { readonly type: 'text'; readonly text: string; readonly final: boolean }
  /** The last event. `refused`: the user, the browser or a permissions policy does not allow the microphone. */
  | { readonly type: 'problem'; readonly why: 'refused' | 'no-microphone' | 'failed' }
  /** The last event: listening has ended, or was stopped. */
  | { readonly type: 'end' };

/**
 * A speech service: the browser's, or one that the page provides (`features.voice`). The window offers no button for a
 * method that is missing. Languages are BCP 47 tags.
 *
 * @example
 * const vendor: SpeechProvider = { speak: (text, language) => myService.speak(text, language) };
 * mountChat({ …, features: { voice: vendor } });
 */
export interface SpeechProvider {
  /** Starts dictation and reports its events to `onEvent`. */
  listen?(language: string, onEvent: (event: SpeechEvent) => void): StopSpeech;
  /** Speaks a text after those that are already queued. Returns a function that stops it. */
  speak?(text: string, language: string): StopSpeech;
}
