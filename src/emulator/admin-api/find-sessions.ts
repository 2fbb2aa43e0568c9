import type { HistoryRecord } from '../../protocol/history.js';
import type { Platform } from '../platform/platform.js';
import type { EmulatorUser } from '../types/user.js';

/** A session in which something was said. */
export interface SpokenSession {
  readonly id: string;
  readonly user: EmulatorUser;
  readonly isRunning: boolean;
  /** Oldest first; never empty. */
  readonly records: readonly HistoryRecord[];
}

/** What was really chatted, as sessions, the newest start first. */
export function findSessions(platform: Platform): SpokenSession[] {
  const sessions = platform.conversations().flatMap(({ user, log, runningSessionId }) => {
    const byId = new Map<string, HistoryRecord[]>();
    for (const record of log.records) {
      const id = record.sessionId ?? '';
      const records = byId.get(id);
      if (records) records.push(record);
      else byId.set(id, [record]);
    }
    return [...byId].map(([id, records]) => ({ id, user, records, isRunning: id === runningSessionId }));
  });
  return sessions.sort((a, b) => startOf(b) - startOf(a));
}

/** Epoch milliseconds. */
export function startOf({ records }: SpokenSession): number {
  return timeOf(records[0]);
}

export function endOf({ records }: SpokenSession): number {
  return timeOf(records.at(-1));
}

export function timeOf(record: HistoryRecord | undefined): number {
  return record?.timestampValue ?? Date.parse(record?.createdOn ?? '');
}

/** By the name of the JWT, or the platform's id. */
export function isUser(user: EmulatorUser, name: string): boolean {
  return user.identity === name || user.id === name;
}

/** How it went: an agent took part, the bot had the last word, or nobody answered (inferred from the platform's names). */
export function containmentOf({ records }: SpokenSession): 'agent' | 'selfService' | 'dropOff' {
  if (records.some(({ author }) => author?.type === 'AGENT' || author?.lastName === 'Agent')) return 'agent';
  return records.at(-1)?.type === 'incoming' ? 'dropOff' : 'selfService';
}
