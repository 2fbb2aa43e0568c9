import ipaddr from 'ipaddr.js';

/** Longer than an IPv6 address with brackets, port, zone and quotes. Longer strings are not parsed. */
const MAX_ADDRESS_LENGTH = 128;

/** A port as sockets write it, or an obfuscated one (RFC 7239 §6). */
const PORT = /:(?:\d{1,5}|_[\w.-]+)$/;
const BRACKETED = /^\[([^\]]*)\](?::(?:\d{1,5}|_[\w.-]+))?$/;

/** One `name=value` of the header `Forwarded` (RFC 7239 §4). */
const PAIR = /\s*([!#$%&'*+.^`|~\w-]+)=("(?:[^"\\]|\\.)*"|[^\s";]*)\s*(?:;|$)/y;

/**
 * Returns the key under which a visitor is counted: for an address the IPv4 address, or the first 64 bits of an IPv6 address,
 * because one subscriber has all 2^64 addresses below them (RFC 6177).
 *
 * Accepts an address in every form that proxies and sockets write: with a port, in brackets or quotes, with a zone, an IPv4 address
 * inside an IPv6 address (mapped, NAT64, 6to4), and the values of `Forwarded` and `X-Forwarded-For`. Of a list it takes the last
 * entry, which the nearest proxy has written; visitors can invent the others. Any other string, for example the id of a session, is
 * returned unchanged. So are IPv4 addresses in octal, hexadecimal or short form, because programs interpret them differently.
 *
 * ```ts
 * rateLimit: { keyOf: (request) => visitorKey(request.headers.get('cf-connecting-ip')) }
 * ```
 *
 * @param address for example `203.0.113.7`, `203.0.113.7:50000`, `[2001:db8::1]:443`, or the value of a header
 * @returns undefined when there is no address: `null`, `undefined`, or an empty string. Never throws
 */
export function visitorKey(address: string | null | undefined): string | undefined {
  if (typeof address !== 'string' || address.trim() === '') return undefined;
  const entry = isList(address) ? lastEntry(address) : address;
  if (entry === '') return undefined;
  const node = forwardedNode(entry) ?? entry;
  const parsed = readAddress(node);
  if (parsed) return keyOfAddress(parsed);
  return node === '' ? undefined : node;
}

/**
 * Returns the last entry of a header that contains a list, trimmed. Reads from the end, so that a quotation mark that a visitor
 * left open does not hide the entry of the proxy.
 */
export function lastEntry(list: string): string {
  let isQuoted = false;
  for (let at = list.length - 1; at >= 0; at--) {
    if (list[at] === '"' && list[at - 1] !== '\\') isQuoted = !isQuoted;
    else if (list[at] === ',' && !isQuoted) return list.slice(at + 1).trim();
  }
  return list.slice(list.lastIndexOf(',') + 1).trim();
}

/** A string with a comma may also be a name. It is a list when it contains an address, or nothing but commas. */
function isList(text: string): boolean {
  if (!text.includes(',')) return false;
  const entries = text.split(',');
  return (
    entries.every((entry) => entry.trim() === '') ||
    forwardedNode(lastEntry(text)) !== undefined ||
    entries.some((entry) => readAddress(forwardedNode(entry.trim()) ?? entry) !== undefined)
  );
}

/**
 * Returns the value of `for` in an element of `Forwarded`, without quotes, or an element without `for` unchanged. Undefined for
 * other strings.
 */
function forwardedNode(element: string): string | undefined {
  const pairs = new Map<string, string>();
  PAIR.lastIndex = 0;
  while (PAIR.lastIndex < element.length) {
    const [, name = '', value = ''] = PAIR.exec(element) ?? [];
    if (name === '') return undefined;
    pairs.set(name.toLowerCase(), value);
  }
  if (pairs.has('for')) return unquoted(pairs.get('for') ?? '').trim();
  return pairs.has('by') || pairs.has('proto') || pairs.has('host') ? element : undefined;
}

function unquoted(text: string): string {
  return /^".*"$/s.test(text) ? text.slice(1, -1) : text;
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

function readAddress(text: string): Address | undefined {
  if (text.length > MAX_ADDRESS_LENGTH) return undefined;
  const node = unquoted(text.trim());
  const inBrackets = BRACKETED.exec(node)?.[1];
  if (inBrackets !== undefined) return parse(inBrackets);
  const whole = parse(node);
  const withoutPort = whole && !isReserved(whole) ? undefined : parse(node.replace(PORT, ''));
  return withoutPort ?? whole;
}

/**
 * The port of an address in `::/64` without brackets reads as its last group. No visitor has an address there, unless it is an IPv4
 * address.
 */
function isReserved(address: Address): boolean {
  return (
    address instanceof ipaddr.IPv6 && startsWith(address, 0, 0, 0, 0) && !innerIPv4(address) && address.parts[6] !== 0
  );
}

function parse(text: string): Address | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  if (!text.includes(':')) return undefined;
  const address = text.replace(/%.*$/s, '');
  const lastGroup = address.slice(address.lastIndexOf(':') + 1);
  if (lastGroup.includes('.') && !ipaddr.IPv4.isValidFourPartDecimal(lastGroup)) return undefined;
  return ipaddr.IPv6.isValid(address) ? ipaddr.IPv6.parse(address) : undefined;
}

function keyOfAddress(address: Address): string {
  if (address instanceof ipaddr.IPv4) return address.toString();
  const inner = innerIPv4(address);
  if (inner !== undefined) return inner;
  // A private NAT64 prefix (RFC 8215): the IPv4 addresses of all visitors are in one /64, at a position that only the owner of the
  // prefix knows.
  if (startsWith(address, 0x64, 0xff9b, 1)) return address.toNormalizedString();
  return `${address.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
}

/**
 * Returns the IPv4 address of a visitor behind a translation: mapped and compatible addresses (RFC 4291 §2.5.5), SIIT (RFC 7915),
 * the well-known prefix of NAT64 (RFC 6052), and 6to4 (RFC 3056), where one IPv4 address has 65,536 /64s.
 */
function innerIPv4(address: ipaddr.IPv6): string | undefined {
  const { parts } = address;
  if (startsWith(address, 0x2002)) return dotted(parts[1], parts[2]);
  const isTranslated =
    startsWith(address, 0, 0, 0, 0, 0, 0xffff) ||
    startsWith(address, 0, 0, 0, 0, 0xffff, 0) ||
    startsWith(address, 0x64, 0xff9b, 0, 0, 0, 0) ||
    (startsWith(address, 0, 0, 0, 0, 0, 0) && parts[6] !== 0);
  return isTranslated ? dotted(parts[6], parts[7]) : undefined;
}

function startsWith({ parts }: ipaddr.IPv6, ...groups: number[]): boolean {
  return groups.every((group, at) => parts[at] === group);
}

function dotted(high = 0, low = 0): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
