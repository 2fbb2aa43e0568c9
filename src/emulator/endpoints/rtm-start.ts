import { authenticate } from '../http/bearer.js';
import type { Endpoint } from '../http/endpoint.js';
import { checkBot } from './check-bot.js';

/** `POST rtm/start`: a socket URL, good once and for 30 s (seeds, step 3). With `x-rtm-v: 1` also a nonce (protocol.md §2.3). */
export const rtmStart: Endpoint = async (platform, exchange) => {
  const { user } = authenticate(platform, exchange.headers);
  const { botInfo } = await exchange.json();
  checkBot(platform, botInfo);
  const { sid, nonce } = platform.socketUrls.issue(user, {
    secure: exchange.headers['x-rtm-v'] === '1',
    lapsed: exchange.fault?.type === 'lapseUrl',
  });
  const url = `${exchange.secure ? 'wss' : 'ws'}://${exchange.host}/rtm/bot?sid=${sid}`;
  return { body: { url, ...(nonce !== undefined && { nonce }) } };
};
