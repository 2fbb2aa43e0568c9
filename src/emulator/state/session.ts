/** A conversation session (protocol.md §2.2). Times in epoch milliseconds. */
export interface Session {
  /** 24 hexadecimal digits. */
  readonly id: string;
  readonly startedAt: number;
  lastActiveAt: number;
}
