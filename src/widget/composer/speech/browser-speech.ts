import type { SpeechEvent, SpeechProvider } from '../../store/speech-provider.js';

/** The parts of the Web Speech API that are used; TypeScript's library lacks them. */
interface Recognition extends EventTarget {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  start(): void;
  abort(): void;
  stop(): void;
}
interface RecognitionResultEvent extends Event {
  readonly results: ArrayLike<ArrayLike<{ readonly transcript: string }> & { readonly isFinal: boolean }>;
}
type RecognitionConstructor = new () => Recognition;

const PROBLEMS: Readonly<Record<string, Extract<SpeechEvent, { type: 'problem' }>['why']>> = {
  'not-allowed': 'refused',
  'service-not-allowed': 'refused',
  'audio-capture': 'no-microphone',
};

/** Wraps the Web Speech API, as far as the browser supports it. */
export function createBrowserSpeech(): SpeechProvider {
  const { SpeechRecognition, webkitSpeechRecognition, speechSynthesis, SpeechSynthesisUtterance } =
    globalThis as typeof globalThis & {
      SpeechRecognition?: RecognitionConstructor;
      webkitSpeechRecognition?: RecognitionConstructor;
    };
  const Constructor = SpeechRecognition ?? webkitSpeechRecognition;
  return {
    ...(Constructor && { listen: (language, onEvent) => listen(new Constructor(), language, onEvent) }),
    ...(speechSynthesis &&
      SpeechSynthesisUtterance && {
        speak(text, language) {
          const utterance = new SpeechSynthesisUtterance(text);
          utterance.lang = language;
          speechSynthesis.speak(utterance);
          // Cancels everything: a single queued utterance cannot be removed.
          return () => speechSynthesis.cancel();
        },
      }),
  };
}

function listen(recognition: Recognition, language: string, onEvent: (event: SpeechEvent) => void): () => void {
  let isOver = false;
  const end = (event: SpeechEvent) => {
    if (isOver) return;
    isOver = true;
    onEvent(event);
  };
  recognition.lang = language;
  recognition.continuous = true;
  recognition.interimResults = true;
  recognition.addEventListener('result', (event) => {
    if (isOver) return;
    const results = Array.from((event as RecognitionResultEvent).results);
    const text = results.map((result) => result[0]?.transcript.trim() ?? '').join(' ');
    onEvent({ type: 'text', text, final: results.every(({ isFinal }) => isFinal) });
  });
  recognition.addEventListener('error', (event) => {
    const { error } = event as Event & { error: string };
    // Silence and a requested stop are not problems.
    if (error === 'no-speech' || error === 'aborted') end({ type: 'end' });
    else end({ type: 'problem', why: PROBLEMS[error] ?? 'failed' });
  });
  recognition.addEventListener('end', () => end({ type: 'end' }));
  try {
    recognition.start();
  } catch {
    end({ type: 'problem', why: 'failed' });
  }
  return () => {
    end({ type: 'end' });
    recognition.abort();
  };
}
