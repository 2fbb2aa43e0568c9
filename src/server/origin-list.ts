import { configErrorFor } from '../lib/config-error.js';

const configError = configErrorFor('make a token handler');

/**
 * The origins of other servers whose pages may request a JWT. They must match exactly in scheme, host and port. There are no
 * wildcards.
 */
export interface OriginList {
  has(origin: string): boolean;
}

/**
 * @param origins each as a browser writes it in the header `Origin`: `https://shop.example`, `http://localhost:3000`
 * @throws ConfigError for an entry that no browser would send, so that a typing error is found at the start
 */
export function createOriginList(origins: readonly string[]): OriginList {
  if (!Array.isArray(origins))
    throw configError('allowedOrigins must be a list', 'For example: ["https://shop.example"].');
  for (const origin of origins) checkOrigin(origin);
  const listed = new Set(origins);
  return { has: (origin) => listed.has(origin) };
}

function checkOrigin(origin: unknown): void {
  if (typeof origin !== 'string') throw configError('an entry of allowedOrigins is not a text');
  if (origin === '*' || origin.includes('*')) {
    throw configError(
      `allowedOrigins has a wildcard (${origin})`,
      'Any page could get a JWT in the name of its visitor. Name each origin.',
    );
  }
  if (origin === 'null') {
    throw configError('allowedOrigins has "null"', 'Every sandboxed frame and every file on disk has that origin.');
  }
  // Apps in a web view have schemes of their own (capacitor://localhost), for which URL has no origin.
  const written = /^https?:/i.test(origin)
    ? parsedOrigin(origin)
    : /^[a-z][a-z0-9+.-]*:\/\/[^/?#\s]+$/.exec(origin)?.[0];
  if (written === undefined) throw configError(`allowedOrigins has ${JSON.stringify(origin)}, which is no origin`);
  if (written !== origin) {
    throw configError(
      `allowedOrigins has ${JSON.stringify(origin)}`,
      `Browsers write it as ${JSON.stringify(written)}.`,
    );
  }
}

function parsedOrigin(text: string): string | undefined {
  try {
    return new URL(text).origin;
  } catch {
    return undefined;
  }
}
