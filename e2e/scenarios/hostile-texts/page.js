const { apiUrl, jwtUrl, botName, botId } = document.body.dataset;

/** Always the same user, so that a reload goes on with the same conversation. */
async function getJwt({ signal }) {
  const body = JSON.stringify({ identity: 'ada@example.com' });
  const answer = await fetch(jwtUrl, { method: 'POST', body, headers: { 'content-type': 'application/json' }, signal });
  return (await answer.json()).jwt;
}

globalThis.XoChat.mountChat({ apiUrl, bot: { name: botName, id: botId }, getJwt, open: true });
