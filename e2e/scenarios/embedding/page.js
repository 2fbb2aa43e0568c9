import { mountChat } from '/xo-rtm/widget/index.js';

const { apiUrl, jwtUrl, botName, botId } = document.body.dataset;
const bot = { name: botName, id: botId };

/** Timers that wait. */
const timers = new Set();
for (const [set, clear] of [
  ['setTimeout', 'clearTimeout'],
  ['setInterval', 'clearInterval'],
]) {
  const [setIt, clearIt] = [globalThis[set], globalThis[clear]];
  globalThis[set] = (callback, ...rest) => {
    const timer = setIt(
      (...args) => {
        if (set === 'setTimeout') timers.delete(timer);
        callback(...args);
      },
      ...rest,
    );
    timers.add(timer);
    return timer;
  };
  globalThis[clear] = (timer) => {
    timers.delete(timer);
    clearIt(timer);
  };
}

function clientOf(identity) {
  return {
    apiUrl,
    bot,
    async getJwt({ signal }) {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(jwtUrl, { method: 'POST', body: JSON.stringify({ identity }), headers, signal });
      return (await answer.json()).jwt;
    },
  };
}

const ready = (chat) =>
  new Promise((resolve) => {
    chat.on('state', ({ current }) => current.status === 'ready' && resolve());
  });

globalThis.chats = {};
globalThis.embedding = {
  mount(name) {
    chats[name] = mountChat({ target: `#${name}`, client: clientOf(name) });
  },
  /** Comes and goes; every tenth time it gets as far as a connection, else it is ended on its way there. */
  async rounds(count) {
    for (let round = 0; round < count; round++) {
      const chat = mountChat({ client: clientOf('eve') });
      chat.on('message', () => {});
      if (round % 2) await Promise.resolve();
      const connected = ready(chat);
      chat.open();
      if (round % 10 === 9) await connected;
      chat.close();
      if (round % 3) await new Promise(requestAnimationFrame);
      chat.destroy();
    }
  },
  timers: () => timers.size,
};
