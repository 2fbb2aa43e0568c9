import { createChatClient } from '/xo-rtm/index.js';

const { apiUrl, jwtUrl, botName, botId, epoch, speed } = document.body.dataset;

/** A clock that is faster than the machine's. All pages of a run share it, so that messages of earlier pages have earlier times. */
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
  reportSecrets([jwt]);
  return jwt;
}

/** A `fetch` that reports the secrets in responses, which the run later searches for. */
async function fetchAndReport(input, init) {
  const response = await fetch(input, init);
  const found = (await response.clone().text()).matchAll(/"accessToken":"([^"]+)|\bsid=([^"&]+)/g);
  reportSecrets([...found].map(([, token, sid]) => token ?? sid));
  return response;
}

/** Serializes events with errors, whose fields JSON leaves out. */
const serialize = (value) =>
  JSON.stringify(value, (_, part) =>
    part instanceof Error ? { ...part, message: part.message, stack: part.stack, cause: part.cause } : part,
  );

const client = createChatClient({
  apiUrl,
  bot: { name: botName, id: botId },
  getJwt,
  fetch: fetchAndReport,
  storage: localStorage,
  clock,
  logger: Object.fromEntries(
    ['debug', 'info', 'warn', 'error'].map((level) => [level, (...line) => reportOutput(serialize([level, ...line]))]),
  ),
});
for (const name of ['state', 'error', 'message', 'ack', 'history', 'events', 'unknown']) {
  client.on(name, (event) => reportOutput(serialize([name, event])));
}

const item = ({ from, text, status }) =>
  Object.assign(document.createElement('li'), { textContent: `${from}: ${text} (${status})` });
client.subscribe(() => {
  document.querySelector('#state').textContent = serialize(client.state);
  document.querySelector('#messages').replaceChildren(...client.messages.map(item));
});

/** Messages whose promise was rejected, with the reason. */
const rejected = [];

// For the run.
globalThis.reliability = {
  client,
  rejected,
  send(texts) {
    for (const text of texts) client.send(text).catch((error) => rejected.push(`${text}: ${error.message}`));
  },
  async loadAll() {
    while ((await client.loadHistory({ limit: 50 })).hasMore);
  },
};
// After two refused tokens in a row the client gives up (D8). The run connects again.
client.on('state', ({ current }) => current.status === 'failed' && client.connect());
client.connect();
