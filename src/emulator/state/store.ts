import type { HistoryRecord } from '../../protocol/history.js';
import type { EmulatorUser } from '../types/user.js';

/** A conversation session (protocol.md §2.2). Times in epoch milliseconds. */
export interface Session {
  /** 24 hexadecimal digits. */
  readonly id: string;
  readonly startedAt: number;
  lastActiveAt: number;
}

/** An access token as it is stored. Times in epoch milliseconds. */
export interface TokenEntry {
  /** The result of `Store.tokenKey()` for the token's value, which itself is not stored. */
  readonly key: string;
  readonly userId: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** The facts about an emulator that stay the same from one start to the next. */
export interface Installation {
  /** Where the store is, for messages: the name of its file. */
  readonly source: string;
  /** How often the emulator was started before. */
  readonly starts: number;
  /** Names that were generated at the first start. Empty at that start. */
  readonly names: Readonly<Partial<Record<InstallationName, string>>>;
}

export type InstallationName = 'botId' | 'clientId' | 'clientSecret' | 'accountId' | 'orgId';

/**
 * Stores the state that must survive a restart. Every write is complete when the call returns, so an answer that is sent to a
 * client afterwards is safe from the end of the process.
 */
export interface Store {
  readonly installation: Installation;
  /** The key under which an access token is stored: a digest if the store outlives the process. */
  tokenKey(value: string): string;
  users(): EmulatorUser[];
  tokens(): TokenEntry[];
  /** Ids of used JWTs, with the time until which they must not be used again. */
  usedJwts(): [id: string, expiresAt: number][];
  session(user: EmulatorUser): Session | undefined;
  messages(user: EmulatorUser): HistoryRecord[];
  documents(kind: string): [id: string, value: unknown][];

  putName(name: InstallationName, value: string): void;
  putUser(user: EmulatorUser): void;
  putToken(token: TokenEntry): void;
  deleteToken(key: string): void;
  putUsedJwt(id: string, expiresAt: number): void;
  /** Deletes the ids that have expired at `now`. */
  deleteUsedJwts(now: number): void;
  putSession(user: EmulatorUser, session: Session | undefined): void;
  appendMessage(user: EmulatorUser, record: HistoryRecord): void;
  deleteMessages(user: EmulatorUser): void;
  /** @param value any value that JSON can represent */
  putDocument(kind: string, id: string, value: unknown): void;

  close(): void;
}

/** Stores nothing, so all state ends with the process. */
export const NULL_STORE: Store = {
  installation: { source: 'memory', starts: 0, names: {} },
  tokenKey: (value) => value,
  users: () => [],
  tokens: () => [],
  usedJwts: () => [],
  session: () => undefined,
  messages: () => [],
  documents: () => [],
  putName() {},
  putUser() {},
  putToken() {},
  deleteToken() {},
  putUsedJwt() {},
  deleteUsedJwts() {},
  putSession() {},
  appendMessage() {},
  deleteMessages() {},
  putDocument() {},
  close() {},
};

/** A map whose entries are stored as documents of one kind. It starts with the stored ones. */
export class PersistentMap<Value> {
  readonly #store: Store;
  readonly #kind: string;
  readonly #values: Map<string, Value>;

  constructor(store: Store, kind: string) {
    this.#store = store;
    this.#kind = kind;
    this.#values = new Map(store.documents(kind) as [string, Value][]);
  }

  get(id: string): Value | undefined {
    return this.#values.get(id);
  }

  set(id: string, value: Value): void {
    this.#store.putDocument(this.#kind, id, value);
    this.#values.set(id, value);
  }

  entries(): IterableIterator<[string, Value]> {
    return this.#values.entries();
  }
}
