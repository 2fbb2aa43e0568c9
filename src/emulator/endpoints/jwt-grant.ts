import type { Endpoint } from '../http/endpoint.js';
import { PlatformError } from '../http/platform-error.js';
import { checkBot } from './check-bot.js';
import { verifyAssertion } from './verify-assertion.js';

/** `POST oAuth/token/jwtgrant`: JWT → access token (seeds, step 2). */
export const jwtGrant: Endpoint = async (platform, exchange) => {
  const { assertion, botInfo } = await exchange.json();
  if (typeof assertion !== 'string' || assertion === '') throw new PlatformError(400, 'assertion is missing');
  checkBot(platform, botInfo);
  const { identity, isAnonymous, clientId } = await verifyAssertion(platform, assertion);
  const { users, tokens } = platform;
  const user = users.enrol(identity, isAnonymous);
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
