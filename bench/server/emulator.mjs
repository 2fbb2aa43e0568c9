/** Runs the emulator with its echo bot as a child process. Sends its address to the parent process and, on request, its memory usage. */
import { echoBot, startEmulator } from 'xo-rtm/emulator';

const { apiUrl, bot, clientId, clientSecret } = await startEmulator({ script: echoBot });
process.send?.({ apiUrl, bot, clientId, clientSecret });
process.on('message', () => process.send?.(process.memoryUsage().rss));
process.on('disconnect', () => process.exit());
