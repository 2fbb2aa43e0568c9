import { mountChat } from '/xo-rtm/widget/index.js';

const { apiUrl, jwtUrl, botName, botId } = document.body.dataset;
const bot = { name: botName, id: botId };

/** Pending timers. */
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

function optionsOf(identity) {
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
    chats[name] = mountChat({ target: `#${name}`, ...optionsOf(name) });
  },
  /** Mounts and destroys chats. Every tenth chat gets connected, the others are destroyed before. */
  async rounds(count) {
    for (let round = 0; round < count; round++) {
      const chat = mountChat(optionsOf('eve'));
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
