import { createRedactor } from '../../lib/redact.js';

const HIDDEN = '[redacted]';
/** Names of fields whose values are always secrets (`botToken`: protocol.md §3.3). */
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

/** Returns a copy of plain data without secrets. They are recognised by field name, by form, and by being known. */
export type Redact = (value: unknown) => unknown;

/**
 * @param isSecret returns true for issued access tokens and socket ids
 * @param secrets further texts to redact
 */
export function createRedact(isSecret: (text: string) => boolean, secrets: readonly string[]): Redact {
  // Long runs of characters are not redacted, because ids of files and messages are long too, and a replay needs them.
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
