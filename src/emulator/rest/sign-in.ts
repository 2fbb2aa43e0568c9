import { isObject } from '../../lib/json.js';
import { authenticate } from '../auth/bearer.js';
import { verifyAssertion } from '../auth/verify-assertion.js';
import type { Endpoint, Exchange } from '../http/exchange.js';
import { ApiError } from '../lib/api-error.js';
import type { Platform } from '../platform/platform.js';

/** `POST oAuth/token/jwtgrant`: exchanges a JWT for an access token (docs/protocol.md §1.4). */
export const jwtGrant: Endpoint = async (platform, exchange) => {
  const { assertion, botInfo } = await exchange.json();
  if (typeof assertion !== 'string' || assertion === '') throw new ApiError(400, 'assertion is missing');
  checkBot(platform, botInfo);
  const { identity, isAnonymous, clientId } = await verifyAssertion(platform, assertion);
  const { users, tokens } = platform;
  const user = users.getOrCreate(identity, isAnonymous);
  const token = tokens.issue(user);
  return {
    body: {
      authorization: {
        accessToken: token.value,
        token_type: 'bearer',
        expiresDate: new Date(token.expiresAt).toISOString(),
        issuedDate: new Date(token.issuedAt).toISOString(),
      },
      userInfo: {
        userId: user.id,
        accountId: users.accountId,
        orgId: users.orgId,
        identity: `${clientId}/${identity}`,
        enrollType: 'free',
        managedBy: users.accountId,
        fName: '',
        lName: '',
      },
    },
  };
};

/** `POST rtm/start`: returns a socket URL, which can be used once, within 30 s (docs/protocol.md §1.5). With `x-rtm-v: 1` also a nonce (docs/protocol.md §2.3). */
export const rtmStart: Endpoint = async (platform, exchange) => {
  const { user } = authenticate(platform, exchange.headers);
  const { botInfo } = await exchange.json();
  checkBot(platform, botInfo);
  const { sid, nonce } = platform.socketUrls.issue(user, {
    secure: exchange.headers['x-rtm-v'] === '1',
    lapsed: exchange.fault?.type === 'lapseUrl',
  });
  const url = `${exchange.secure ? 'wss' : 'ws'}://${exchange.host}/rtm/bot?sid=${sid}`;
  return { body: { url: applyFault(url, exchange.fault), ...(nonce !== undefined && { nonce }) } };
};

/** Changes the URL as a proxy or a wrong setting would. */
function applyFault(url: string, fault: Exchange['fault']): unknown {
  if (fault?.type !== 'socketUrl') return url;
  if (fault.value !== undefined) return fault.value;
  const [scheme, host, rest] = /^(\w+):\/\/([^/]+)(.*)$/.exec(url)!.slice(1) as [string, string, string];
  return `${fault.scheme ?? scheme}://${fault.host ?? host}${rest}`;
}

/**
 * Checks that `botInfo`, which may be incomplete, does not name another bot. A wrong name with a right id is only logged, because the
 * reaction of the platform to it is unknown.
 *
 * @throws ApiError 400
 */
export function checkBot({ settings, log }: Platform, botInfo: unknown): void {
  const { chatBot, taskBotId } = isObject(botInfo) ? botInfo : {};
  const { id, name } = settings.bot;
  if (taskBotId !== undefined && taskBotId !== id) throw new ApiError(400, 'Invalid bot id');
  if (chatBot !== undefined && chatBot !== name) log(`botInfo.chatBot is not "${name}"; names are case-sensitive`);
}
