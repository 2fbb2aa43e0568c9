import { WebSocket } from 'ws';
import { createChatClient } from 'xo-rtm';

/** An action is not possible now. The page shows the message. */
class ActionError extends Error {}

/**
 * The actions of the buttons of the live page, `POST /demo/actions/<name>`. Each affects only the visitor who pressed the button.
 * The response is `{ message }`, a sentence for the page to show, with further fields for some actions.
 */
export function createActions({ emulator, identify, signer, origins, downMs }) {
  /** Per visitor: the function that ends the outage. A second outage replaces the first. */
  const outages = new Map();

  const cut = (user) => {
    if (emulator.disconnect({ user, how: 'terminate' }) > 0) return;
    throw new ActionError('There is no connection to cut right now. Wait until the chat is online again.');
  };

  const actions = {
    cut(user) {
      cut(user);
      return {
        message:
          'The connection was cut without a close frame. The client reconnects after a random pause, so that thousands of clients do not come at once.',
      };
    },

    expire(user) {
      cut(user);
      emulator.expireTokens({ user });
      return { message: 'The token was expired and the connection cut: watch the 401, then the grant for a new JWT.' };
    },

    /** Answers requests with 503 and refuses sockets. The client backs off, and continues where it was. */
    down(user) {
      outages.get(user)?.();
      const rules = emulator.faults.add([
        { match: { at: 'http', user }, action: { type: 'status', status: 503 } },
        { match: { at: 'connection', user }, action: { type: 'refuse', status: 503 } },
      ]);
      const timer = setTimeout(() => outages.get(user)(), downMs).unref();
      outages.set(user, () => {
        clearTimeout(timer);
        for (const rule of rules) emulator.faults.remove(rule);
        outages.delete(user);
      });
      emulator.disconnect({ user, how: 'terminate' });
      return { message: 'The platform is down: connection cut, 503 for every request.', downMs };
    },

    /** Lets the next message of the page be stored without an ack. */
    'lose-ack'(user) {
      emulator.faults.add({ match: { at: 'in', user, frame: '/bot.message' }, action: 'recordThenCut', count: 1 });
      return {
        message:
          'A message is stored, and the connection cut before its ack. Back online, the client will look for it in the history.',
      };
    },

    /** Connects a second client of the same visitor, and sends a message. */
    async 'other-tab'(user) {
      if (outages.has(user))
        throw new ActionError('The platform is down, for the other tab, too. Wait until it is back.');
      const { apiUrl, bot } = emulator;
      const getJwt = () => signer.sign({ identity: user, isAnonymous: true });
      const tab = createChatClient({ apiUrl, bot, getJwt, WebSocket });
      try {
        await tab.connect();
        await tab.send('Hello from another tab!');
      } finally {
        await tab.disconnect();
      }
      return { message: 'A second client of the same visitor connected, sent a message, and disconnected.' };
    },

    'bot-hello'(user) {
      emulator.say('Hello! I speak without being asked, too.', { to: user });
      return { message: 'The bot spoke first.' };
    },
  };

  return async (request) => {
    // Any page in the browser can send a POST to this machine. Only requests of the demo's own pages are accepted.
    if (!origins.includes(request.headers.get('origin'))) return answer(403, { message: 'This page may not do that.' });
    const name = new URL(request.url).pathname.split('/').at(-1);
    if (request.method !== 'POST' || !Object.hasOwn(actions, name)) {
      return answer(404, { message: 'There is no such action.' });
    }
    const { identity, setCookie } = await identify(request);
    // A visitor without a cookie has no conversation.
    if (setCookie) return answer(409, { message: 'Open the chat first.' });
    try {
      return answer(200, await actions[name](identity));
    } catch (failure) {
      if (!(failure instanceof ActionError)) throw failure;
      return answer(409, { message: failure.message });
    }
  };
}

function answer(status, body) {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}
