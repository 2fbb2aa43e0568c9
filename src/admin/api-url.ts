import { configErrorFor } from '../lib/config-error.js';
import { isLoopback } from '../lib/is-loopback.js';

const configError = configErrorFor('use apiUrl');

/**
 * Reads the host, with the path in front of `/api/` if there is one, and without a slash at the end. The host is a matter of
 * configuration, because the documents of the platform name several (public-apis.md §0).
 *
 * @param allowInsecure also allows `http:` beyond the local machine
 * @throws ConfigError when it is not an http(s) address, contains a user name or password, or would send JWTs in clear text. The
 *   address is not repeated in the message, because it may contain a password.
 */
export function readApiUrl(apiUrl: string, allowInsecure = false): string {
  let url: URL;
  try {
    url = new URL(apiUrl);
  } catch {
    throw invalid('it is not a URL');
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw invalid('it must begin with https://');
  if (url.username || url.password) throw invalid('it must not hold a user or password');
  if (url.protocol === 'http:' && !allowInsecure && !isLoopback(url.hostname)) {
    throw invalid('it is not encrypted, and allowInsecure is not set');
  }
  const path = url.pathname.replace(/\/+$/, '').replace(/\/api(?:\/1\.1)?$/, '');
  return url.origin + path.replace(/\/+$/, '');
}

function invalid(why: string) {
  return configError(why, 'Pass for example https://bots.kore.ai.');
}
