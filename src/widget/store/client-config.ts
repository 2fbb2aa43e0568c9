import type { ChatClient } from '../../client/chat-client.js';
import { createChatClient } from '../../client/index.js';
import { createJwtEndpoint } from '../../client/jwt-endpoint.js';
import type { ChatClientOptions } from '../../client/options.js';
import { ConfigError } from '../../errors/index.js';
import { bareObject } from '../../lib/json.js';
import { logToConsole } from '../../lib/logger.js';
import type { ClientConfig } from './chat-options.js';
import { isAllowed, pinnedPlatforms } from './platform-pins.js';

/**
 * Returns the attributes that are missing before a client can be created. An empty `<xo-chat>` may be filled in later.
 */
export function missingIn({ apiUrl, bot, getJwt, jwtUrl }: ClientConfig): string[] {
  const missing: string[] = [];
  if (!apiUrl) missing.push('api-url');
  if (!bot) missing.push('bot-name and bot-id');
  if (!getJwt && !jwtUrl) missing.push('jwt-url (or options.getJwt)');
  return missing;
}

/**
 * Creates the client of a chat window. Sends nothing yet.
 *
 * @throws ConfigError (`XO_CONFIG_INVALID`) if something is missing or invalid, or if the page does not allow this
 *   platform
 */
export function createConfiguredClient(config: ClientConfig): ChatClient {
  try {
    return createClient(config);
  } catch (error) {
    // A misspelt option may be the cause.
    const { features } = config as { features?: object };
    void import('./unknown-options.js').then(
      ({ reportUnknownOptions }) => reportUnknownOptions(Object.keys(config), features, logToConsole),
      () => {},
    );
    throw error;
  }
}

/** Returns the platforms that both the options and the page allow. A value that is no list is left to createChatClient(), which refuses it. */
const narrow = (platforms: readonly string[] | undefined, pins: readonly string[]) =>
  Array.isArray(platforms) ? platforms.filter(isAllowed) : (platforms ?? pins);

function createClient(config: ClientConfig): ChatClient {
  const { jwtUrl, jwtCredentials: credentials, metaLocale, ...options } = bareObject({ ...config });
  // Check this before requesting a JWT, which would authenticate the visitor at a platform that the page does not
  // allow.
  if (!isAllowed(options.apiUrl)) {
    throw new ConfigError('XO_CONFIG_INVALID', 'unable to set up the chat; the page is pinned to other platforms');
  }
  const pins = pinnedPlatforms();
  const getJwt = options.getJwt ?? (jwtUrl && createJwtEndpoint(jwtUrl, { credentials, fetch: options.fetch }));
  if (!getJwt) {
    throw new ConfigError(
      'XO_CONFIG_INVALID',
      'unable to set up the chat; neither jwtUrl (jwt-url) nor getJwt is given',
      {
        hint: 'Give the address of your token endpoint, or getJwt in the options.',
      },
    );
  }
  // createChatClient() validates the rest.
  return createChatClient({
    ...(options as ChatClientOptions),
    ...(metaLocale && { locale: metaLocale }),
    ...(pins && { allowedPlatforms: narrow(options.allowedPlatforms, pins) }),
    getJwt,
  });
}
