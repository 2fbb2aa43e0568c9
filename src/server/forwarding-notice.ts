import type { Logger } from '../lib/logger.js';
import type { RequestContext } from './rate-limiter.js';

/** Headers in which proxies pass on the address of the visitor. */
const FORWARDING_HEADERS = [
  'x-forwarded-for',
  'forwarded',
  'x-real-ip',
  'cf-connecting-ip',
  'true-client-ip',
  'fastly-client-ip',
  'fly-client-ip',
  'x-azure-clientip',
  'x-client-ip',
] as const;

/**
 * Warns once when all visitors of a proxy count as one, because the configuration does not say which header of the proxy to trust.
 * A header is never trusted by default, because the server cannot see whether a proxy or a visitor has written it.
 */
export function createForwardingNotice(logger: Logger): (request: Request, context: RequestContext) => void {
  let isDone = false;
  return ({ headers }, { address, addressSource }) => {
    if (isDone || (address !== undefined && addressSource !== 'socket')) return;
    const header = FORWARDING_HEADERS.find((name) => headers.has(name));
    if (header === undefined) return;
    isDone = true;
    const counted = address === undefined ? 'counts by identity' : 'counts everybody behind one proxy as one visitor';
    logger.warn(
      `requests carry ${header}, and it is not configured as trusted: the rate limit ${counted}. If your proxy writes it, ` +
        'name it in XO_RTM_ADDRESS_HEADER (token-server), set "trust proxy" (Express) or trustProxy (Fastify), or pass rateLimit.keyOf',
    );
  };
}
