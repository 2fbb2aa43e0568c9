const { XoChat } = globalThis;
const { apiUrl, jwtUrl, botName, botId } = document.body.dataset;
const query = new URLSearchParams(location.search);

/** Requests a JWT for the user who is logged in. With `away` in the URL it never resolves. */
async function getJwt(identity, signal) {
  if (query.has('away')) return new Promise(() => {});
  const body = JSON.stringify({ identity });
  const headers = { 'content-type': 'application/json' };
  return (await (await fetch(jwtUrl, { method: 'POST', body, headers, signal })).json()).jwt;
}

globalThis.app = {
  user: query.get('user'),
  chat: undefined,
  mount(user) {
    this.user = user;
    this.chat = XoChat.mountChat({
      apiUrl,
      bot: { name: botName, id: botId },
      open: true,
      getJwt: ({ signal }) => getJwt(this.user, signal),
      storage: localStorage,
    });
  },
};
globalThis.app.mount(globalThis.app.user ?? 'anna');
