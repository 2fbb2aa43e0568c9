/**
 * @param origins origins as browsers write them in the header `Origin`: `https://shop.example`, `capacitor://localhost`
 * @throws TypeError for a value that no browser sends, so that a typing error is noticed
 */
export function readAllowedOrigins(origins: unknown): readonly string[] {
  return readTexts('allowedOrigins', origins, 'https://shop.example').map(readOrigin);
}

/**
 * @param hosts names or addresses without scheme and port: `my-machine.local`
 * @throws TypeError for a value that is not such a name
 */
export function readAllowedHosts(hosts: unknown): readonly string[] {
  return readTexts('allowedHosts', hosts, 'my-machine.local').map(readHost);
}

function readTexts(option: string, values: unknown, example: string): string[] {
  if (Array.isArray(values) && values.every((value) => typeof value === 'string')) return values as string[];
  throw optionError(`${option} must be a list of texts such as ${JSON.stringify(example)}`);
}

function readOrigin(origin: string): string {
  const quoted = JSON.stringify(origin);
  if (origin.includes('*')) {
    throw optionError(`allowedOrigins has the wildcard ${quoted}. Any page could be any user here; name each origin`);
  }
  if (origin === 'null') {
    throw optionError(
      'allowedOrigins has "null", the origin of every sandboxed frame and every file. Serve the page instead',
    );
  }
  // Apps in a web view use schemes of their own, for which `URL` has no origin.
  const written = /^https?:/i.test(origin)
    ? parse(origin)?.origin
    : /^[a-z][a-z0-9+.-]*:\/\/[^/?#\s]+$/.exec(origin)?.[0];
  if (written === undefined) {
    throw optionError(
      `allowedOrigins has ${quoted}, which is not an origin. An origin is a scheme and a host: https://shop.example`,
    );
  }
  if (written !== origin)
    throw optionError(`allowedOrigins has ${quoted}, which browsers write as ${JSON.stringify(written)}`);
  return origin;
}

function readHost(host: string): string {
  const name = /^[^\s/\\?#@:*]+$/.test(host) || /^\[?[\da-f:.]+\]?$/i.test(host) ? nameOf(host) : undefined;
  if (name !== undefined) return name;
  throw optionError(
    `allowedHosts has ${JSON.stringify(host)}, which is not a host name. Leave scheme, port and wildcards out: my-machine.local`,
  );
}

/** The form that the guard compares: in lower case, without brackets and final dot. */
function nameOf(host: string): string | undefined {
  const isBareIpv6 = host.includes(':') && !host.startsWith('[');
  return parse(`http://${isBareIpv6 ? `[${host}]` : host}`)
    ?.hostname.replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

function optionError(why: string): TypeError {
  return new TypeError(`unable to start the emulator; ${why}`);
}
