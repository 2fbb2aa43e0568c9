import type { Endpoint } from '../http/endpoint.js';

/** `GET /`: what runs here, for the developer who opens the address in a browser. No secrets. */
export const welcome: Endpoint = ({ settings }, { host }) => ({
  body: {
    emulator: 'xo-rtm',
    apiUrl: `http://${host}/api/`,
    jwtUrl: `http://${host}/jwt`,
    bot: { name: settings.bot.name, id: settings.bot.id },
    clientId: settings.clientId,
  },
});
