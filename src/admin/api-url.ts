import { ConfigError } from '../errors/index.js';

/**
 * The host, and a path in front of `/api/` if there is one, without a slash at the end. The host is a matter of
 * configuration: the platform's documents name several.
 *
 * @throws ConfigError
 */
export function readApiUrl(apiUrl: string): string {
  let url: URL;
  try {
    url = new URL(apiUrl);
  } catch {
    throw refuse('it is not a URL');
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refuse('it must begin with https://');
  if (url.username || url.password) throw refuse('it must not hold a user or password');
  const path = url.pathname.replace(/\/+$/, '').replace(/\/api(?:\/1\.1)?$/, '');
  return url.origin + path.replace(/\/+$/, '');
}

function refuse(why: string): ConfigError {
  return new ConfigError('config_invalid', `unable to use apiUrl; ${why}`, {
    hint: 'Pass for example https://bots.kore.ai.',
  });
}
