import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { PlatformError } from '../http/platform-error.js';

/**
 * Only pages of the emulator itself may use the inspector. Its answers carry no CORS header, so no other page can read them. A
 * foreign page cannot make it act either: browsers say where a request comes from (`Origin`, `Sec-Fetch-Site`), and a body of
 * type JSON needs a preflight, which is refused. A name that somebody points at this machine (DNS rebinding) is no way around:
 * the host must be an address, `localhost`, or the host that the emulator was told to listen on.
 *
 * @throws PlatformError 403
 */
export function refuseStrangers({ headers }: IncomingMessage, ownHost: string): void {
  const { host = '', origin } = headers;
  const name = nameOf(host);
  if (
    name === undefined ||
    !(isIP(name) > 0 || name === 'localhost' || name.endsWith('.localhost') || name === ownHost)
  ) {
    throw new PlatformError(
      403,
      `The inspector does not answer to the name ${name ?? ''}; use an address, or localhost`,
    );
  }
  if (origin !== undefined && hostOf(origin) !== host) throw foreign();
  // Older browsers do not say; those that do cannot be made to lie.
  const site = headers['sec-fetch-site'];
  const isPage = headers['sec-fetch-mode'] === 'navigate';
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isPage) throw foreign();
}

function foreign(): PlatformError {
  return new PlatformError(403, 'The inspector answers to its own page alone');
}

/** Without port and brackets. */
function nameOf(host: string): string | undefined {
  try {
    return new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '');
  } catch {
    return undefined;
  }
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
}
