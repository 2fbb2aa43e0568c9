import type { HistoryRecord } from '../../protocol/history.js';
import type { Platform } from '../platform/platform.js';
import type { EmulatorUser } from '../types/user.js';

/** A session with at least one message. */
export interface MessageSession {
  readonly id: string;
  readonly user: EmulatorUser;
  readonly isRunning: boolean;
  /** Oldest first, and never empty. */
  readonly records: readonly HistoryRecord[];
}

/** All sessions with messages, the latest start first. */
export function findSessions(platform: Platform): MessageSession[] {
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

/** Start of a session in epoch milliseconds. */
export function startOf({ records }: MessageSession): number {
  return timeOf(records[0]);
}

export function endOf({ records }: MessageSession): number {
  return timeOf(records.at(-1));
}

export function timeOf(record: HistoryRecord | undefined): number {
  return record?.timestampValue ?? Date.parse(record?.createdOn ?? '');
}

/** Compares a name with the identity in the JWT and with the platform's id. */
export function isUser(user: EmulatorUser, name: string): boolean {
  return user.identity === name || user.id === name;
}

/** The result of a session: an agent took part, the bot sent the last message, or the user did (inferred from the platform's names). */
export function containmentOf({ records }: MessageSession): 'agent' | 'selfService' | 'dropOff' {
  if (records.some(({ author }) => author?.type === 'AGENT' || author?.lastName === 'Agent')) return 'agent';
  return records.at(-1)?.type === 'incoming' ? 'dropOff' : 'selfService';
}
