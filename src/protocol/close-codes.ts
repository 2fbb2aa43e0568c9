/** What a close of the socket means, and what to do about it. */
export interface CloseReaction {
  meaning: string;
  /** Whether to connect again, with backoff. */
  retry: boolean;
  /** The frame that was sent last made the platform close: sending it again would do so again. */
  dropFrame: boolean;
}

/** Codes the platform documents (protocol.md §2.5). */
const MEANINGS: Record<number, string> = {
  1002: 'protocol error',
  1005: 'closed without a reason',
  1006: 'connection lost',
  1007: 'payload not UTF-8',
  1008: 'user or bot blocked or suspended, or rate limit exceeded',
  1009: 'payload too big',
  1011: 'server error',
};

/** Every code but 1008 is worth another try; 1008 would come again, and trying would make it worse. */
export function closeReaction(code: number): CloseReaction {
  return {
    meaning: MEANINGS[code] ?? 'closed by the platform',
    retry: code !== 1008,
    dropFrame: code === 1007 || code === 1009,
  };
}
