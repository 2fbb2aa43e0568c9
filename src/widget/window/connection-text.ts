import type { ChatClient } from '../../client/chat-client.js';
import type { Catalogue } from '../i18n/catalogue.js';

export type ConnectionTone = 'good' | 'busy' | 'bad';

/** Returns the state of the connection in a word or two, for the header. The banner shows the details. */
export function connectionText({ status }: ChatClient['state'], t: Catalogue): [tone: ConnectionTone, text: string] {
  if (status === 'ready') return ['good', t.online];
  if (status === 'waiting') return ['busy', t.notConnected];
  if (status === 'offline' || status === 'failed' || status === 'closed') return ['bad', t.notConnected];
  status satisfies 'idle' | 'authorizing' | 'starting' | 'opening';
  return ['busy', t.connecting];
}
