/**
 * @param origins each as a browser writes it in the header `Origin`: `https://shop.example`, `capacitor://localhost`
 * @throws TypeError for what no browser sends, so that a typing error is not a page that never works
 */
export function readAllowedOrigins(origins: unknown): readonly string[] {
  return readTexts('allowedOrigins', origins, 'https://shop.example').map(readOrigin);
}

/**
 * @param hosts names or addresses without scheme and port: `my-machine.local`
 * @throws TypeError for what is no such name
 */
export function readAllowedHosts(hosts: unknown): readonly string[] {
  return readTexts('allowedHosts', hosts, 'my-machine.local').map(readHost);
}

function readTexts(option: string, values: unknown, example: string): string[] {
  if (Array.isArray(values) && values.every((value) => typeof value === 'string')) return values as string[];
  throw refuse(`${option} must be a list of texts such as ${JSON.stringify(example)}`);
}

function readOrigin(origin: string): string {
  const quoted = JSON.stringify(origin);
  if (origin.includes('*')) {
    throw refuse(`allowedOrigins has the wildcard ${quoted}. Any page could be any user here; name each origin`);
  }
  if (origin === 'null') {
    throw refuse(
      'allowedOrigins has "null", the origin of every sandboxed frame and every file. Serve the page instead',
    );
  }
  // Apps in a web view have schemes of their own, for which URL knows no origin.
  const written = /^https?:/i.test(origin)
    ? parse(origin)?.origin
    : /^[a-z][a-z0-9+.-]*:\/\/[^/?#\s]+$/.exec(origin)?.[0];
  if (written === undefined) {
    throw refuse(
      `allowedOrigins has ${quoted}, which is no origin. An origin is a scheme and a host: https://shop.example`,
    );
  }
  if (written !== origin)
    throw refuse(`allowedOrigins has ${quoted}, which browsers write as ${JSON.stringify(written)}`);
  return origin;
}

function readHost(host: string): string {
  const name = /^[^\s/\\?#@:*]+$/.test(host) || /^\[?[\da-f:.]+\]?$/i.test(host) ? nameOf(host) : undefined;
  if (name !== undefined) return name;
  throw refuse(
    `allowedHosts has ${JSON.stringify(host)}, which is no host name. Leave scheme, port and wildcards out: my-machine.local`,
  );
}

/** As the guard compares it: lower case, without brackets and final dot. */
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

function refuse(why: string): TypeError {
  return new TypeError(`unable to start the emulator; ${why}`);
}
