/** The emulator, as a process of its own, with its echo bot. Tells its parent where it is, and how much memory it takes. */
import { echoBot, startEmulator } from 'xo-rtm/emulator';

const { apiUrl, bot, clientId, clientSecret } = await startEmulator({ script: echoBot });
process.send?.({ apiUrl, bot, clientId, clientSecret });
process.on('message', () => process.send?.(process.memoryUsage().rss));
process.on('disconnect', () => process.exit());
