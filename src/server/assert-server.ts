import { ConfigError } from '../errors/index.js';

interface PageGlobals {
  document?: unknown;
  navigator?: { userAgent?: unknown };
}

/**
 * Throws where a page's visitors could read the secret: in a window, and in a worker of a browser.
 *
 * A document gives the window away. Workers have none, but every browser's user agent begins with `Mozilla/`, while Node,
 * Deno, Bun and edge runtimes name themselves.
 *
 * @throws ConfigError `config_environment`
 */
export function assertServer(deed: string, globals: PageGlobals = globalThis as PageGlobals): void {
  const userAgent = globals.navigator?.userAgent;
  if (globals.document === undefined && !(typeof userAgent === 'string' && userAgent.startsWith('Mozilla/'))) return;
  throw new ConfigError(
    'config_environment',
    `unable to ${deed}; this is a browser, and its visitors would hold the secret`,
    {
      hint: 'Run xo-rtm/server on your server and let the page ask it for a JWT.',
    },
  );
}
