import type { ChatClient } from '../../client/chat-client.js';
import type { Catalogue } from '../i18n/catalogue.js';

export type ConnectionTone = 'good' | 'busy' | 'bad';

export interface ConnectionWords {
  readonly tone: ConnectionTone;
  /** A word or two, for the header. */
  readonly short: string;
  /** What is wrong and what happens next, where something is. For `waiting` the countdown is added where it is drawn. */
  readonly problem?: string;
  /** What the user can do about it. */
  readonly action?: string;
}

/** Why the chat does not work, for the one who wants to chat. The developer's words are in the `xo-error` event. */
function reasonOf(code: string, t: Catalogue): string {
  if (/^(?:jwt|token)_/.test(code)) return t.signInFailed;
  if (code === 'socket_policy') return t.refused;
  if (code.startsWith('config_')) return t.notSetUp;
  return t.unreachable;
}

/** The state of the connection in words. */
export function connectionWords(state: ChatClient['state'], t: Catalogue): ConnectionWords {
  switch (state.status) {
    case 'idle':
      return { tone: 'busy', short: t.connecting };
    case 'authorizing':
    case 'starting':
    case 'opening':
      // From the second attempt on the banner stays, so that the page does not jump with each of them.
      return { tone: 'busy', short: t.connecting, ...(state.attempt > 0 && { problem: t.connecting }) };
    case 'ready':
      return { tone: 'good', short: t.online };
    case 'waiting':
      return { tone: 'busy', short: t.notConnected, problem: t.reconnecting, action: t.tryNow };
    case 'offline':
      return { tone: 'bad', short: t.notConnected, problem: t.offline };
    case 'failed':
      // The code tells a support desk more than the sentence.
      return {
        tone: 'bad',
        short: t.notConnected,
        problem: `${reasonOf(state.cause.code, t)} (${state.cause.code})`,
        action: t.retry,
      };
    case 'closed':
      return { tone: 'bad', short: t.notConnected, problem: t.notConnected, action: t.retry };
    default:
      return state satisfies never;
  }
}
