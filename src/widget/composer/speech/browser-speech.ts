import type { SpeechEvent, SpeechProvider } from '../../store/speech-provider.js';

/** Of the Web Speech API, which TypeScript's library leaves out, what is used. */
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

/** The Web Speech API, as far as this browser has it. */
export function createBrowserSpeech(): SpeechProvider {
  const { SpeechRecognition, webkitSpeechRecognition, speechSynthesis, SpeechSynthesisUtterance } =
    globalThis as typeof globalThis & {
      SpeechRecognition?: RecognitionConstructor;
      webkitSpeechRecognition?: RecognitionConstructor;
    };
  const Constructor = SpeechRecognition ?? webkitSpeechRecognition;
  return {
    ...(Constructor && { listen: (language, hear) => listen(new Constructor(), language, hear) }),
    ...(speechSynthesis &&
      SpeechSynthesisUtterance && {
        speak(text, language) {
          const utterance = new SpeechSynthesisUtterance(text);
          utterance.lang = language;
          speechSynthesis.speak(utterance);
          // All of it: of those that wait a single one cannot be taken back.
          return () => speechSynthesis.cancel();
        },
      }),
  };
}

function listen(recognition: Recognition, language: string, hear: (heard: SpeechEvent) => void): () => void {
  let isOver = false;
  const end = (heard: SpeechEvent) => {
    if (isOver) return;
    isOver = true;
    hear(heard);
  };
  recognition.lang = language;
  recognition.continuous = true;
  recognition.interimResults = true;
  recognition.addEventListener('result', (event) => {
    if (isOver) return;
    const results = Array.from((event as RecognitionResultEvent).results);
    const text = results.map((result) => result[0]?.transcript.trim() ?? '').join(' ');
    hear({ type: 'text', text, final: results.every(({ isFinal }) => isFinal) });
  });
  recognition.addEventListener('error', (event) => {
    const { error } = event as Event & { error: string };
    // Silence and an end on request are no problems.
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
