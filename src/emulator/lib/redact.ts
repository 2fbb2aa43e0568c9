import { createRedactor } from '../../lib/redact.js';

const HIDDEN = '[redacted]';
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

/** Gives a copy of plain data without secrets: by their name, by their look, and by being known. */
export type Redact = (value: unknown) => unknown;

/**
 * @param isSecret knows the access tokens and socket ids that were given out
 * @param secrets further texts to hide
 */
export function createRedact(isSecret: (text: string) => boolean, secrets: readonly string[]): Redact {
  // Not by the look of a run: ids of files and messages are long too, and a trace without them cannot be played again.
  const { add, redact: text } = createRedactor(isSecret);
  add(...secrets);
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
