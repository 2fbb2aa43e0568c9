import { createChatClient } from '/xo-rtm/index.js';

const { apiUrl, jwtUrl, botName, botId, epoch, speed } = document.body.dataset;

/** Faster than the machine's, and the same in every page of a run: what one page has kept is older than what the next one sends. */
const clock = {
  now: () => Number(epoch) + (Date.now() - epoch) * speed,
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs / speed);
    return () => clearTimeout(timer);
  },
};

async function getJwt({ signal }) {
  const body = JSON.stringify({ identity: 'ann' });
  const headers = { 'content-type': 'application/json' };
  const { jwt } = await (await fetch(jwtUrl, { method: 'POST', body, headers, signal })).json();
  keepSecrets([jwt]);
  return jwt;
}

/** Whoever looks for secrets has to know them. */
async function overheard(input, init) {
  const response = await fetch(input, init);
  const found = (await response.clone().text()).matchAll(/"accessToken":"([^"]+)|\bsid=([^"&]+)/g);
  keepSecrets([...found].map(([, token, sid]) => token ?? sid));
  return response;
}

/** All that an error or an event says, also what JSON leaves out. */
const spell = (value) =>
  JSON.stringify(value, (_, part) =>
    part instanceof Error ? { ...part, message: part.message, stack: part.stack, cause: part.cause } : part,
  );

const client = createChatClient({
  apiUrl,
  bot: { name: botName, id: botId },
  getJwt,
  fetch: overheard,
  storage: localStorage,
  clock,
  logger: Object.fromEntries(
    ['debug', 'info', 'warn', 'error'].map((level) => [level, (...line) => tell(spell([level, ...line]))]),
  ),
});
for (const name of ['state', 'error', 'message', 'ack', 'history', 'events', 'unknown']) {
  client.on(name, (event) => tell(spell([name, event])));
}

const item = ({ from, text, status }) =>
  Object.assign(document.createElement('li'), { textContent: `${from}: ${text} (${status})` });
client.subscribe(() => {
  document.querySelector('#state').textContent = spell(client.state);
  document.querySelector('#messages').replaceChildren(...client.messages.map(item));
});

/** Sent messages whose promise was rejected. */
const refused = [];

// For the run.
globalThis.reliability = {
  client,
  refused,
  send(texts) {
    for (const text of texts) client.send(text).catch((error) => refused.push(`${text}: ${error.message}`));
  },
  async loadAll() {
    while ((await client.loadHistory({ limit: 50 })).hasMore);
  },
};
// Two tokens that are refused one after the other are an end, by law; whoever meant no harm begins anew.
client.on('state', ({ current }) => current.status === 'failed' && client.connect());
client.connect();
