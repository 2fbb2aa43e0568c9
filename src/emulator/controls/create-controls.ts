import type { HistoryRecord } from '../../protocol/history.js';
import { sendBotMessage } from '../bot-runtime/create-say.js';
import type { FaultControl } from '../faults/faults.js';
import type { DisconnectOptions } from '../platform/conversation.js';
import type { Platform } from '../platform/platform.js';
import type { ReceivedFrame } from '../state/received-frames.js';
import type { TraceEntry, TraceListener } from '../state/trace.js';
import type { Content, SayOptions } from '../types/bot.js';
import type { EmulatorUser } from '../types/user.js';
import { type ReplayOptions, replayTrace } from './replay-trace.js';

/** Observes and controls an emulator from code. */
export interface EmulatorControls {
  /** Frames of clients in the order of arrival: the newest `maxReceivedFrames`, of at most `maxReceivedBytes`. */
  readonly received: readonly ReceivedFrame[];
  readonly users: readonly (EmulatorUser & { readonly sockets: number; readonly sessionId?: string })[];
  /** While true, messages are stored and acknowledged, and the bot does not answer. */
  muted: boolean;

  /** The history of one user, oldest first. */
  messages(identity: string): readonly HistoryRecord[];

  /**
   * Sends a message of the bot to all sockets of all users, or of the user with the identity `to`, and adds it to their history.
   *
   * @returns the `messageId` for each of these users
   */
  say(content: Content, options?: Omit<SayOptions, 'delayMs'> & { to?: string }): string[];

  /** Disconnects the sockets of one user, or all. Returns their number. @default { how: 'close', code: 1011 } */
  disconnect(options?: Partial<DisconnectOptions> & { user?: string }): number;

  /** Expires the access tokens of one user, or all. Sockets stay open. Returns the number of tokens. */
  expireTokens(options?: { user?: string }): number;

  readonly faults: FaultControl;

  /** Calls the listener for everything that happens, with secrets redacted. Returns a function that removes the listener. */
  observe(listener: TraceListener): () => void;

  /**
   * Replays the conversation of a trace, with its pauses. Messages of users go into the history and to the user's sockets as if
   * another tab had sent them. Messages of the bot get new ids, and events are sent unchanged. The bot itself does not answer, and
   * frames of a single connection (acks, sessions) are left out. Resolves to the number of replayed frames.
   */
  replay(trace: readonly TraceEntry[], options?: ReplayOptions): Promise<number>;
}

export function createControls(platform: Platform): EmulatorControls {
  return {
    received: platform.receivedFrames.list,

    get users() {
      return platform.users.all().map((user) => {
        const { connections, runningSessionId } = platform.conversationOf(user);
        return {
          ...user,
          sockets: connections.size,
          ...(runningSessionId !== undefined && { sessionId: runningSessionId }),
        };
      });
    },
    get muted() {
      return platform.bot.muted;
    },
    set muted(muted) {
      platform.bot.muted = muted;
    },

    messages(identity) {
      const user = platform.users.find(identity);
      return user ? [...platform.conversationOf(user).log.records] : [];
    },

    say(content, { to, ...options } = {}) {
      const users = to === undefined ? platform.users.all() : [platform.users.getOrCreate(to)];
      return users.map((user) => sendBotMessage(platform, platform.conversationOf(user), content, options));
    },

    disconnect({ how = 'close', user, ...rest } = {}) {
      const connections = platform.conversations(user).flatMap((conversation) => [...conversation.connections]);
      for (const connection of connections) connection.disconnect({ how, ...rest });
      return connections.length;
    },

    expireTokens: ({ user } = {}) =>
      platform.tokens.expire((token) => user === undefined || token.user.identity === user),

    faults: platform.faults,

    observe: (listener) => platform.trace.observe((entry) => listener(entry)),

    replay: (trace, options) => replayTrace(platform, trace, options),
  };
}
