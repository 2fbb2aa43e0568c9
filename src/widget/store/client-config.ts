import type { ChatClient } from '../../client/chat-client.js';
import { createChatClient } from '../../client/index.js';
import type { ChatClientOptions } from '../../client/options.js';
import { ConfigError } from '../../errors/index.js';
import { bareObject } from '../../lib/json.js';
import { createJwtEndpoint } from './jwt-endpoint.js';
import { isAllowed, pinnedPlatforms } from './platform-pins.js';

/** Configuration of the client, from attributes, from `mountChat()` or from options. */
export interface ClientConfig {
  apiUrl?: string | undefined;
  bot?: ChatClientOptions['bot'] | undefined;
  jwtUrl?: string | undefined;
  jwtCredentials?: RequestCredentials | undefined;
  allowInsecure?: boolean | undefined;
  locale?: string | undefined;
  /** Takes precedence over the fields above. */
  options?: Partial<ChatClientOptions> | undefined;
}

/** Returns the address of the configured platform. */
export const platformOf = ({ apiUrl, options }: ClientConfig): string | undefined => options?.apiUrl ?? apiUrl;

/**
 * Returns the attributes that are missing before a client can be created. An empty `<xo-chat>` may be filled in later.
 */
export function missingIn(config: ClientConfig): string[] {
  const { bot, jwtUrl, options = {} } = config;
  const missing: string[] = [];
  if (!platformOf(config)) missing.push('api-url');
  if (!(options.bot ?? bot)) missing.push('bot-name and bot-id');
  if (!(options.getJwt ?? jwtUrl)) missing.push('jwt-url (or options.getJwt)');
  return missing;
}

/**
 * Creates the client of a chat window. Sends nothing yet.
 *
 * @throws ConfigError (`config_invalid`) if something is missing or invalid, or if the page does not allow this
 *   platform
 */
export function createConfiguredClient(config: ClientConfig): ChatClient {
  const { apiUrl, bot, jwtUrl, jwtCredentials, allowInsecure, locale } = config;
  const options = bareObject({ ...config.options });
  // Check this before requesting a JWT, which would authenticate the visitor at a platform that the page does not
  // allow.
  if (!isAllowed(platformOf(config))) {
    throw new ConfigError('config_invalid', 'unable to set up the chat; the page is pinned to other platforms');
  }
  const pins = pinnedPlatforms();
  const getJwt =
    options.getJwt ??
    (jwtUrl
      ? createJwtEndpoint(jwtUrl, { ...(jwtCredentials && { credentials: jwtCredentials }), fetch: options.fetch })
      : undefined);
  if (!getJwt) {
    throw new ConfigError('config_invalid', 'unable to set up the chat; neither jwtUrl (jwt-url) nor getJwt is given', {
      hint: 'Give the address of your token endpoint, or getJwt in the options.',
    });
  }
  // createChatClient() validates these two.
  return createChatClient({
    apiUrl: apiUrl as string,
    bot: bot as ChatClientOptions['bot'],
    ...(locale && { locale }),
    ...(allowInsecure && { allowInsecure }),
    ...options,
    ...(pins && { allowedPlatforms: options.allowedPlatforms?.filter(isAllowed) ?? pins }),
    getJwt,
  });
}
