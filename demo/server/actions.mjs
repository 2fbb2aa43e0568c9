import { WebSocket } from 'ws';
import { createChatClient } from 'xo-rtm';

const DOWN_MS = 6000;

/**
 * What the buttons of the live page do, each to the visitor who pressed it: `POST /demo/actions/<name>`.
 * Gives the sentence that the page shows.
 */
export function createActions({ emulator, identify, signer, origins }) {
  const actions = {
    cut(user) {
      emulator.cut({ user, how: 'terminate' });
      return 'The connection was cut without a goodbye. The client is getting a new one.';
    },

    expire(user) {
      emulator.expireTokens({ user });
      emulator.cut({ user, how: 'terminate' });
      return 'The token was expired and the connection cut: watch the 401, the new JWT and the new grant.';
    },

    /** The client waits longer after each 503, and goes on where it was. */
    down(user) {
      const [rule] = emulator.faults.add({ match: { at: 'http', user }, action: { type: 'status', status: 503 } });
      setTimeout(() => emulator.faults.remove(rule), DOWN_MS).unref();
      emulator.cut({ user, how: 'terminate' });
      return `The platform answers 503 for ${DOWN_MS / 1000} seconds. Write something meanwhile: it will be sent.`;
    },

    /** The page sends a message next: it is stored, but its ack never comes. The client must find it in the history. */
    'lose-ack'(user) {
      emulator.faults.add({ match: { at: 'in', user, frame: '/bot.message' }, action: 'recordThenCut', count: 1 });
      return 'The message was stored and its ack lost with the connection. The client found it, and did not send it again.';
    },

    /** A real second client of the same visitor. */
    async 'other-tab'(user) {
      const { apiUrl, bot } = emulator;
      const getJwt = () => signer.sign({ identity: user, isAnonymous: true });
      const tab = createChatClient({ apiUrl, bot, getJwt, WebSocket });
      try {
        await tab.connect();
        await tab.send('Hello from another tab!');
      } finally {
        await tab.disconnect();
      }
      return 'A second client of the same visitor came, said something, and left.';
    },

    'bot-hello'(user) {
      emulator.say('Hello! I speak without being asked, too.', { to: user });
      return 'The bot spoke first.';
    },
  };

  return async (request) => {
    // Any page in the browser can send a POST to this machine; only the demo's own pages are heard.
    if (!origins.includes(request.headers.get('origin'))) return answer(403, 'This page may not do that.');
    const name = new URL(request.url).pathname.split('/').at(-1);
    if (request.method !== 'POST' || !Object.hasOwn(actions, name)) return answer(404, 'There is no such action.');
    const { identity, setCookie } = await identify(request);
    // Whoever had no cookie has no conversation either.
    if (setCookie) return answer(409, 'Open the chat first.');
    return answer(200, await actions[name](identity));
  };
}

function answer(status, message) {
  return Response.json({ message }, { status, headers: { 'cache-control': 'no-store' } });
}
