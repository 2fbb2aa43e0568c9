const { apiUrl, jwtUrl, botName, botId } = document.body.dataset;

/** The same user again after a reload. */
async function getJwt({ signal }) {
  const body = JSON.stringify({ identity: 'reader' });
  const answer = await fetch(jwtUrl, { method: 'POST', body, headers: { 'content-type': 'application/json' }, signal });
  return (await answer.json()).jwt;
}

XoChat.mountChat({ target: '#chat', apiUrl, bot: { name: botName, id: botId }, getJwt, open: true });
