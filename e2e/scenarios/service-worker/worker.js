import { createChatClient } from '/xo-rtm/worker.js';

const query = new URL(location.href).searchParams;
const kept = new Map();
const errors = [];
const client = createChatClient({
  apiUrl: query.get('apiUrl'),
  bot: { name: query.get('botName'), id: query.get('botId') },
  getJwt: async () => (await (await fetch(query.get('jwtUrl'), { method: 'POST' })).json()).jwt,
  // As an IndexedDB would be: asynchronous.
  storage: {
    getItem: async (key) => kept.get(key) ?? null,
    setItem: async (key, value) => void kept.set(key, value),
    removeItem: async (key) => void kept.delete(key),
  },
});
client.on('error', ({ code, message, hint }) => errors.push({ code, message, hint }));

const ANSWERS = {
  connect: () => client.connect(),
  send: () => client.send('from a worker'),
  history: () => client.loadHistory(),
  state: () => {},
};

addEventListener('message', async ({ data, ports }) => {
  await ANSWERS[data]();
  const messages = client.messages.map(({ from, text, status }) => `${from}: ${text} (${status})`);
  ports[0].postMessage({ status: client.state.status, messages, errors, kept: [...kept.keys()] });
});
