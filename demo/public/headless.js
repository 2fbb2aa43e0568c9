import { createChatClient } from '/dist/index.js';

const getJwt = async () => (await (await fetch('/token', { method: 'POST' })).json()).jwt;
const client = createChatClient({ apiUrl: location.origin, bot: { name: 'Demo Bot', id: 'st-demo' }, getJwt });
const item = ({ from, text }) => Object.assign(document.createElement('li'), { textContent: `${from}: ${text}` });
client.subscribe(() => document.querySelector('#messages').replaceChildren(...client.messages.map(item)));
document.querySelector('#form').addEventListener('submit', ({ target }) => {
  client.send(new FormData(target).get('text')).catch(console.error);
  target.reset();
});
await client.connect().then(() => client.loadHistory());
