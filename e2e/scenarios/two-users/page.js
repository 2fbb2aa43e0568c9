const { XoChat } = globalThis;
const { apiUrl, jwtUrl, botName, botId } = document.body.dataset;
const query = new URLSearchParams(location.search);

/** The app's token endpoint, for whoever is logged in; `away` never answers. */
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
