import { ConfigError } from '../errors/index.js';

interface PageGlobals {
  document?: unknown;
  navigator?: { userAgent?: unknown };
}

/**
 * Throws where the visitors of a page could read the secret: in a window, or in a worker of a browser.
 *
 * A window has a document. A worker has none, but the user agent of every browser begins with `Mozilla/`, while Node, Deno, Bun and
 * edge runtimes use their own names.
 *
 * @param operation completes "unable to …"
 * @throws ConfigError `XO_CONFIG_ENVIRONMENT`
 */
export function assertServer(operation: string, globals: PageGlobals = globalThis as PageGlobals): void {
  const userAgent = globals.navigator?.userAgent;
  if (globals.document === undefined && !(typeof userAgent === 'string' && userAgent.startsWith('Mozilla/'))) return;
  throw new ConfigError(
    'XO_CONFIG_ENVIRONMENT',
    `unable to ${operation}; this is a browser, and its visitors could read the secret`,
    {
      hint: 'Run xo-rtm/server on your server, and let the page request its JWT from there.',
    },
  );
}
