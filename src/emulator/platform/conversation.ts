import type { MessageLog } from '../state/message-log.js';
import type { SessionTracker } from '../state/session-tracker.js';
import type { UserEvent, UserMessage } from '../types/bot.js';
import type { EmulatorUser } from '../types/user.js';

/** How `disconnect()` ends a connection. `terminate` sends no close frame, like a lost network. */
export interface DisconnectOptions {
  how: 'close' | 'terminate';
  /** 1000–1003, 1007–1014 or 3000–4999. @default 1011 */
  code?: number;
  reason?: string;
}

/** An open socket of a conversation. */
export interface Peer {
  /** From 1, in the order of connecting. */
  readonly number: number;
  send(frame: object): void;
  disconnect(options: DisconnectOptions): void;
}

/** The conversation of one user with the bot: its history, session, open sockets, and the memory of the bot. */
export class Conversation {
  readonly user: EmulatorUser;
  readonly log: MessageLog;
  readonly memory = new Map<string, unknown>();
  readonly connections = new Set<Peer>();
  readonly #sessions: SessionTracker;
  readonly #sessionFrame: (type: 'session_start' | 'session_end', sessionId: string) => object;
  #turn: Promise<void> = Promise.resolve();

  constructor(
    user: EmulatorUser,
    log: MessageLog,
    sessions: SessionTracker,
    sessionFrame: (type: 'session_start' | 'session_end', sessionId: string) => object,
  ) {
    this.user = user;
    this.log = log;
    this.#sessions = sessions;
    this.#sessionFrame = sessionFrame;
  }

  get runningSessionId(): string | undefined {
    return this.#sessions.running?.id;
  }

  /** The id of the running session. If none is running, starts one and announces it. */
  ensureSession(): string {
    return this.#sessions.running?.id ?? this.startSession();
  }

  startSession(): string {
    this.endSession();
    const { id } = this.#sessions.start();
    this.broadcast(this.#sessionFrame('session_start', id));
    return id;
  }

  /** Ends the session, if one was open, and announces that to every connection except `newcomer`, which has not seen it begin. */
  endSession(newcomer?: Peer): void {
    const ended = this.#sessions.end();
    if (ended) this.broadcast(this.#sessionFrame('session_end', ended.id), newcomer);
  }

  /** Restarts the idle time of the session after a message. */
  touch(): void {
    this.#sessions.touch();
  }

  broadcast(frame: object, except?: Peer): void {
    for (const connection of this.connections) if (connection !== except) connection.send(frame);
  }

  /** Runs tasks one after another. A task must not reject. */
  enqueue(task: () => Promise<void>): void {
    this.#turn = this.#turn.then(task);
  }
}

/** The bot, as the platform calls it. */
export interface BotPort {
  /** While true, messages are acknowledged and the bot does not answer. */
  muted: boolean;
  /** A session has begun. */
  onConnect(conversation: Conversation): void;
  /** The session has ended. */
  onClose(conversation: Conversation): void;
  onMessage(conversation: Conversation, message: UserMessage): void;
  onEvent(conversation: Conversation, event: UserEvent): void;
}
