import type { MessageLog } from '../state/message-log.js';
import type { SessionKeeper } from '../state/session-tracker.js';
import type { UserEvent, UserMessage } from '../types/bot.js';
import type { EmulatorUser } from '../types/user.js';

/** How a connection is cut from outside. `terminate` sends no close frame, as a lost network does. */
export interface Cut {
  how: 'close' | 'terminate';
  /** 1000–1003, 1007–1014 or 3000–4999. @default 1011 */
  code?: number;
  reason?: string;
}

/** An open socket, as the conversation knows it. */
export interface Peer {
  /** From 1, in the order of connecting. */
  readonly number: number;
  send(frame: object): void;
  cut(cut: Cut): void;
}

/** All there is between one user and the bot: the log of record, the session, the open sockets, the bot's memory. */
export class Conversation {
  readonly user: EmulatorUser;
  readonly log: MessageLog;
  readonly memory = new Map<string, unknown>();
  readonly connections = new Set<Peer>();
  readonly #sessions: SessionKeeper;
  readonly #sessionFrame: (type: 'session_start' | 'session_end', sessionId: string) => object;
  #turn: Promise<void> = Promise.resolve();

  constructor(
    user: EmulatorUser,
    log: MessageLog,
    sessions: SessionKeeper,
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

  /** The id of the running session; a new one begins, and is announced, where there is none. */
  ensureSession(): string {
    return this.#sessions.running?.id ?? this.startSession();
  }

  startSession(): string {
    this.endSession();
    const { id } = this.#sessions.start();
    this.broadcast(this.#sessionFrame('session_start', id));
    return id;
  }

  /** Announces the end of the session, if one was open: not to a connection that was not there. */
  endSession(newcomer?: Peer): void {
    const ended = this.#sessions.end();
    if (ended) this.broadcast(this.#sessionFrame('session_end', ended.id), newcomer);
  }

  /** Something was said: the session's idle time starts anew. */
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

/** Where the platform hands things to the bot. */
export interface BotPort {
  /** While true, messages are acknowledged and nobody answers. */
  silent: boolean;
  /** A session has begun. */
  connected(conversation: Conversation): void;
  /** The session has ended. */
  closed(conversation: Conversation): void;
  heard(conversation: Conversation, message: UserMessage): void;
  noticed(conversation: Conversation, event: UserEvent): void;
}
