import { mountChat } from '/xo-rtm/widget/index.js';
import { LongClient } from './long-client.js';

globalThis.client = new LongClient(10_000);
mountChat({ client: globalThis.client, target: '#place', bot: { name: 'Long Bot', id: 'st-1' } });
