/**
 * All strings of the parts that load after the window: files, emoji, agent chat, speech, notifications. One object per
 * language.
 */
export interface ComposerStrings {
  readonly attach: string;
  readonly camera: string;
  readonly files: string;
  readonly dropHere: string;
  readonly uploading: (name: string) => string;
  readonly removeFile: (name: string) => string;
  readonly retryFile: (name: string) => string;
  readonly waiting: string;
  readonly waitingForNetwork: string;
  readonly vanished: string;
  readonly uploadFailed: string;
  readonly wrongType: (name: string) => string;
  readonly tooLarge: (name: string, limit: string) => string;
  readonly emptyFile: (name: string) => string;
  readonly tooManyFiles: (limit: number) => string;
  /** The user has pressed Send while files are uploading. */
  readonly sendsWhenUploaded: string;
  readonly removeFailed: string;
  readonly dismiss: string;
  readonly charactersLeft: (count: number) => string;
  readonly tooLong: (count: number) => string;

  /** The bot is waiting for a form: says why the field is read-only, and offers a way around it. */
  readonly formFirst: string;
  readonly writeInstead: string;

  readonly emoji: string;
  readonly searchEmoji: string;
  readonly noEmoji: string;
  /** Names of the nine groups, in Unicode order. */
  readonly emojiGroups: readonly string[];

  readonly talkingWith: (name: string) => string;
  readonly endChat: string;
  readonly endChatFailed: string;
  readonly saveTranscript: string;
  readonly asText: string;
  readonly asData: string;
  readonly agentJoined: (name: string) => string;
  readonly agentLeft: (name: string) => string;
  /** The agent starts an audio or video call. */
  readonly cannotCall: (name: string) => string;
  /** The agent requests screen sharing. */
  readonly cannotShare: (name: string) => string;

  readonly sessionEnded: string;
  readonly botUnreachable: string;
  readonly formFailed: string;
  readonly formSubmitted: string;

  readonly dictate: string;
  readonly stopDictating: string;
  readonly listening: string;
  readonly voiceRefused: string;
  readonly noMicrophone: string;
  readonly voiceFailed: string;
  readonly readAloud: string;
  readonly stopReading: string;

  readonly notifyMe: string;
  readonly notifyNoMore: string;
  readonly notifyRefused: string;
}
