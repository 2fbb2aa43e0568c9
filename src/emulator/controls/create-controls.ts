import { speak } from '../bot-runtime/create-say.js';
import type { Platform } from '../platform/platform.js';
import type { EmulatorControls } from './emulator.js';
import { replayTrace } from './replay-trace.js';

/** What can be seen of a platform and done to it from outside. */
export function createControls(platform: Platform): EmulatorControls {
  return {
    received: platform.receivedFrames.list,

    get users() {
      return platform.users.all().map((user) => {
        const { connections, runningSessionId } = platform.conversationOf(user);
        return {
          ...user,
          sockets: connections.size,
          ...(runningSessionId !== undefined && { sessionId: runningSessionId }),
        };
      });
    },
    get silence() {
      return platform.bot.silent;
    },
    set silence(silent) {
      platform.bot.silent = silent;
    },

    messages(identity) {
      const user = platform.users.find(identity);
      return user ? [...platform.conversationOf(user).log.records] : [];
    },

    say(content, { to, ...how } = {}) {
      const users = to === undefined ? platform.users.all() : [platform.users.enrol(to)];
      return users.map((user) => speak(platform, platform.conversationOf(user), content, how));
    },

    cut({ how = 'close', user, ...rest } = {}) {
      const connections = platform.conversations(user).flatMap((conversation) => [...conversation.connections]);
      for (const connection of connections) connection.cut({ how, ...rest });
      return connections.length;
    },

    expireTokens: ({ user } = {}) =>
      platform.tokens.expire((token) => user === undefined || token.user.identity === user),

    faults: platform.faults,

    observe: (listener) => platform.feed.observe((entry) => listener(entry)),

    replay: (trace, options) => replayTrace(platform, trace, options),
  };
}
