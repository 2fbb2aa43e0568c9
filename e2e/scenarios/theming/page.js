import { createChatClient } from '/xo-rtm/index.js';
import { mountChat } from '/xo-rtm/widget/index.js';

const { apiUrl, jwtUrl, botName, botId } = document.body.dataset;
const bot = { name: botName, id: botId };

async function getJwt({ signal }) {
  const answer = await fetch(jwtUrl, {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'application/json' },
    signal,
  });
  return (await answer.json()).jwt;
}

/** Opens a chat with these features and this theme. */
globalThis.openChat = (features = {}, theme = 'light') => {
  const client = createChatClient({ apiUrl, bot, getJwt });
  globalThis.chat = mountChat({ client, bot, open: true, theme, features });
};
