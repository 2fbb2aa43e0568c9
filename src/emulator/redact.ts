const HIDDEN = '[redacted]';
const JWT = /\bey[\w-]+\.[\w-]+\.[\w-]*(?:\.[\w-]+)*/g;
/** Long enough to be an access token or a socket id. */
const OPAQUE = /[\w-]{32,}/g;
/** Names under which clients send secrets, whatever the value looks like (`botToken`: protocol.md §3.3). */
const SECRET_NAMES = new Set([
  'jwt',
  'assertion',
  'accesstoken',
  'bottoken',
  'clientsecret',
  'authorization',
  'sid',
  'nonce',
]);
const MAX_DEPTH = 24;

/** Gives a copy of plain data without secrets: by their name, by their look, and by being known to `isSecret`. */
export type Redact = (value: unknown) => unknown;

export function createRedact(isSecret: (text: string) => boolean, secrets: readonly string[]): Redact {
  const text = (value: string): string => {
    let clean = value.replace(JWT, HIDDEN).replace(OPAQUE, (found) => (isSecret(found) ? HIDDEN : found));
    for (const secret of secrets) clean = clean.replaceAll(secret, HIDDEN);
    return clean;
  };
  const walk = (value: unknown, depth: number): unknown => {
    if (typeof value === 'string') return text(value);
    if (typeof value !== 'object' || value === null) return value;
    if (depth > MAX_DEPTH) return '[too deep]';
    if (Array.isArray(value)) return value.map((item) => walk(item, depth + 1));
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [
        text(name),
        SECRET_NAMES.has(name.toLowerCase()) ? HIDDEN : walk(item, depth + 1),
      ]),
    );
  };
  return (value) => walk(value, 0);
}
