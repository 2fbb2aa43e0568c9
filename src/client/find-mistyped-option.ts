/** The method by which each object among the options is recognised. */
const METHODS = { clock: 'after', locks: 'request', logger: 'warn', storage: 'getItem', tabStorage: 'getItem' };

/**
 * Returns which option has the wrong type and what it must be, or undefined. A timeout that is NaN or a text would otherwise end at
 * once, and a storage without its methods would fail with the first message.
 *
 * @param options all options, with the defaults
 * @param defaults an option must have the type of its default. Numbers must be finite and not negative.
 */
export function findMistypedOption(options: object, defaults: object): string | undefined {
  const all = options as Record<string, Record<string, unknown> | null | undefined>;
  for (const [name, method] of Object.entries(METHODS)) {
    if (all[name] && typeof all[name][method] !== 'function') return `${name}.${method} must be a function`;
  }
  for (const [name, byDefault] of Object.entries(defaults)) {
    const type = typeof byDefault;
    const value = all[name] as unknown as number;
    if (
      byDefault !== undefined &&
      (typeof value !== type || (type === 'number' && !(value >= 0 && value < Infinity)))
    ) {
      return `${name} must be ${type === 'number' ? 'a number from 0' : `of type ${type}`}`;
    }
  }
  return undefined;
}
