import type { ChatClient } from '../../client/chat-client.js';
import type { Catalogue } from '../i18n/catalogue.js';

export type ConnectionTone = 'good' | 'busy' | 'bad';

/** The state of the connection in a word or two, for the header. What is wrong with it stands in the banner. */
export function connectionText({ status }: ChatClient['state'], t: Catalogue): [tone: ConnectionTone, words: string] {
  if (status === 'ready') return ['good', t.online];
  if (status === 'waiting') return ['busy', t.notConnected];
  if (status === 'offline' || status === 'failed' || status === 'closed') return ['bad', t.notConnected];
  status satisfies 'idle' | 'authorizing' | 'starting' | 'opening';
  return ['busy', t.connecting];
}
