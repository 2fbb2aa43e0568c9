import { createChatClient } from '/xo-rtm/index.js';

const { apiUrl, jwtUrl, botName, botId } = document.body.dataset;
const getJwt = async () => (await (await fetch(jwtUrl, { method: 'POST' })).json()).jwt;
const client = createChatClient({ apiUrl, bot: { name: botName, id: botId }, getJwt });

const item = ({ from, text, status }) =>
  Object.assign(document.createElement('li'), { textContent: `${from}: ${text} (${status})` });
client.subscribe(() => {
  document.querySelector('#state').textContent = client.state.status;
  document.querySelector('#messages').replaceChildren(...client.messages.map(item));
});
document.querySelector('#form').addEventListener('submit', (event) => {
  event.preventDefault();
  client.send(event.target.elements.text.value);
});

// For the spec.
globalThis.client = client;
