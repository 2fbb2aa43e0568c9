import { authenticate } from '../http/bearer.js';
import type { Endpoint } from '../http/endpoint.js';
import type { Exchange } from '../http/exchange.js';
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
  return { body: { url: spoil(url, exchange.fault), ...(nonce !== undefined && { nonce }) } };
};

/** As a proxy or a wrong setting makes it. */
function spoil(url: string, fault: Exchange['fault']): unknown {
  if (fault?.type !== 'socketUrl') return url;
  if (fault.value !== undefined) return fault.value;
  const [scheme, host, rest] = /^(\w+):\/\/([^/]+)(.*)$/.exec(url)!.slice(1) as [string, string, string];
  return `${fault.scheme ?? scheme}://${fault.host ?? host}${rest}`;
}
