import { authenticate } from '../http/bearer.js';
import type { Endpoint } from '../http/endpoint.js';
import { PlatformError } from '../http/platform-error.js';
import { createTheme } from './theme.js';

/** `GET websdkthemes/:botId/activetheme` (protocol.md §1.7). */
export const activeTheme: Endpoint = (platform, { headers, params }) => {
  authenticate(platform, headers);
  if (params.botId !== platform.settings.bot.id) throw new PlatformError(400, 'Invalid bot id');
  return { body: createTheme(platform.settings.bot.name) };
};
