import type { ChatClient } from '../../client/chat-client.js';
import { createChatClient } from '../../client/index.js';
import type { ChatClientOptions } from '../../client/options.js';
import { ConfigError } from '../../errors/index.js';
import { createJwtEndpoint } from './jwt-endpoint.js';

/** What a page says about the client: by attributes, by `mountChat()`, or as options of its own. */
export interface ClientConfig {
  apiUrl?: string | undefined;
  bot?: ChatClientOptions['bot'] | undefined;
  jwtUrl?: string | undefined;
  jwtCredentials?: RequestCredentials | undefined;
  locale?: string | undefined;
  /** Wins over the fields above. */
  options?: Partial<ChatClientOptions> | undefined;
}

/** True when there is something to make a client of: an empty `<xo-chat>` may be filled in later. */
export function isConfigured({ apiUrl, bot, jwtUrl, options = {} }: ClientConfig): boolean {
  return Boolean((options.apiUrl ?? apiUrl) && (options.bot ?? bot) && (options.getJwt ?? jwtUrl));
}

/**
 * Makes the client of a chat window. Nothing is sent yet.
 *
 * @throws ConfigError (`config_invalid`) naming what is missing or wrong
 */
export function createConfiguredClient({
  apiUrl,
  bot,
  jwtUrl,
  jwtCredentials,
  locale,
  options,
}: ClientConfig): ChatClient {
  const getJwt =
    options?.getJwt ??
    (jwtUrl
      ? createJwtEndpoint(jwtUrl, { ...(jwtCredentials && { credentials: jwtCredentials }), fetch: options?.fetch })
      : undefined);
  if (!getJwt) {
    throw new ConfigError('config_invalid', 'unable to set up the chat; neither jwtUrl (jwt-url) nor getJwt is given', {
      hint: 'Give the address of your token endpoint, or getJwt in the options.',
    });
  }
  // createChatClient checks these two, and says what is wrong with them.
  return createChatClient({
    apiUrl: apiUrl as string,
    bot: bot as ChatClientOptions['bot'],
    ...(locale && { locale }),
    ...options,
    getJwt,
  });
}
