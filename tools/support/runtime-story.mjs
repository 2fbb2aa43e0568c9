/**
 * Runs in the runtime under test, in a project that has the packed package installed. Chats with the emulator that the first argument
 * describes, then connects to one that refuses the handshake, and prints the results as one line of JSON.
 */
import { createChatClient } from 'xo-rtm';

const { apiUrl, jwtUrl, bot, refusingApiUrl } = JSON.parse(process.argv[2]);

const getJwt = async () => {
  const response = await fetch(jwtUrl, { method: 'POST', body: JSON.stringify({ identity: 'jane' }) });
  return (await response.json()).jwt;
};

const client = createChatClient({ apiUrl, bot, getJwt });
const answered = new Promise((done) => client.on('bot_response', done));
await client.connect();
const { status } = await client.send('Hello');
await answered;
const texts = client.messages.map(({ text }) => text);
await client.disconnect();

// A server that refuses the handshake: the client must report it at once, and not after a timeout.
const refused = createChatClient({ apiUrl: refusingApiUrl, bot, getJwt });
const startedAt = performance.now();
const failure = new Promise((done) => {
  refused.on('state', () => {
    if (refused.state.status === 'waiting') done(refused.state.cause?.code);
  });
});
refused.connect().catch(() => {});
const code = await failure;
const reportedMs = Math.round(performance.now() - startedAt);
const disconnectingAt = performance.now();
await refused.disconnect();
const disconnectMs = Math.round(performance.now() - disconnectingAt);

console.log(JSON.stringify({ webSocket: typeof globalThis.WebSocket, status, texts, code, reportedMs, disconnectMs }));
