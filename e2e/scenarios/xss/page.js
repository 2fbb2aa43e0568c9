import { mountChat } from '/xo-rtm/widget/index.js';

const { apiUrl, jwtUrl, botName, botId } = document.body.dataset;
/** `#name`: another user, and so an empty conversation. */
const identity = location.hash.slice(1) || 'nobody';

async function getJwt({ signal }) {
  const body = JSON.stringify({ identity });
  const answer = await fetch(jwtUrl, { method: 'POST', body, headers: { 'content-type': 'application/json' }, signal });
  return (await answer.json()).jwt;
}

globalThis.chat = mountChat({ target: '#chat', apiUrl, bot: { name: botName, id: botId }, getJwt });
