import { createChatClient } from '/xo-rtm/worker.js';

const query = new URL(location.href).searchParams;
const stored = new Map();
const errors = [];
const client = createChatClient({
  apiUrl: query.get('apiUrl'),
  bot: { name: query.get('botName'), id: query.get('botId') },
  getJwt: async () => (await (await fetch(query.get('jwtUrl'), { method: 'POST' })).json()).jwt,
  // Asynchronous, like IndexedDB.
  storage: {
    getItem: async (key) => stored.get(key) ?? null,
    setItem: async (key, value) => void stored.set(key, value),
    removeItem: async (key) => void stored.delete(key),
  },
});
client.on('error', ({ code, message, hint }) => errors.push({ code, message, hint }));

const COMMANDS = {
  connect: () => client.connect(),
  send: () => client.send('from a worker'),
  history: () => client.loadHistory(),
  state: () => {},
};

addEventListener('message', async ({ data, ports }) => {
  await COMMANDS[data]();
  const messages = client.messages.map(({ from, text, status }) => `${from}: ${text} (${status})`);
  ports[0].postMessage({ status: client.state.status, messages, errors, stored: [...stored.keys()] });
});
