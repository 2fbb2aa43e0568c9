import type { HistoryRecord } from '../../protocol/history.js';
import type { EmulatorUser } from '../types/user.js';

/** A conversation session (protocol.md §2.2). Times in epoch milliseconds. */
export interface Session {
  /** 24 hexadecimal digits. */
  readonly id: string;
  readonly startedAt: number;
  lastActiveAt: number;
}

/** An access token without its value: that is known by its digest alone. Times in epoch milliseconds. */
export interface TokenEntry {
  readonly digest: string;
  readonly userId: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** What an emulator is, from one start to the next. */
export interface Installation {
  /** How often it was started before. */
  readonly starts: number;
  /** What was made up at the first start; empty at that. */
  readonly names: Readonly<Partial<Record<InstallationName, string>>>;
}

export type InstallationName = 'botId' | 'clientId' | 'clientSecret' | 'accountId' | 'orgId';

/**
 * Where what must outlive the emulator is put. Each call is done when it returns: whatever is answered to a client afterwards
 * is safe from the end of the process.
 */
export interface Keeper {
  readonly installation: Installation;
  users(): EmulatorUser[];
  tokens(): TokenEntry[];
  /** Ids of JWTs with the moment until which they may not come again. */
  usedJwts(): [id: string, expiresAt: number][];
  session(user: EmulatorUser): Session | undefined;
  messages(user: EmulatorUser): HistoryRecord[];
  papers(kind: string): [id: string, value: unknown][];

  keepName(name: InstallationName, value: string): void;
  keepUser(user: EmulatorUser): void;
  keepToken(token: TokenEntry): void;
  forgetToken(digest: string): void;
  keepUsedJwt(id: string, expiresAt: number): void;
  /** Those that have expired at that moment. */
  forgetUsedJwts(expiredAt: number): void;
  keepSession(user: EmulatorUser, session: Session | undefined): void;
  keepMessage(user: EmulatorUser, record: HistoryRecord): void;
  forgetMessages(user: EmulatorUser): void;
  /** `value` as JSON takes it. */
  keepPaper(kind: string, id: string, value: unknown): void;

  close(): void;
}

/** Keeps nothing: all of it ends with the process. */
export const NO_KEEPER: Keeper = {
  installation: { starts: 0, names: {} },
  users: () => [],
  tokens: () => [],
  usedJwts: () => [],
  session: () => undefined,
  messages: () => [],
  papers: () => [],
  keepName() {},
  keepUser() {},
  keepToken() {},
  forgetToken() {},
  keepUsedJwt() {},
  forgetUsedJwts() {},
  keepSession() {},
  keepMessage() {},
  forgetMessages() {},
  keepPaper() {},
  close() {},
};

/** A map of what JSON can hold, which begins with what was kept of its kind. */
export class KeptMap<Value> {
  readonly #keeper: Keeper;
  readonly #kind: string;
  readonly #values: Map<string, Value>;

  constructor(keeper: Keeper, kind: string) {
    this.#keeper = keeper;
    this.#kind = kind;
    this.#values = new Map(keeper.papers(kind) as [string, Value][]);
  }

  get(id: string): Value | undefined {
    return this.#values.get(id);
  }

  set(id: string, value: Value): void {
    this.#keeper.keepPaper(this.#kind, id, value);
    this.#values.set(id, value);
  }

  entries(): IterableIterator<[string, Value]> {
    return this.#values.entries();
  }
}
