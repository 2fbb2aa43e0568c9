/**
 * Settings that a page may define before a script runs: `window.XoChat = { base: '/xo-rtm/', allow:
 * ['https://platform.kore.ai'] }`.
 */
export interface PageSettings {
  /** The address of the directory that contains the file and its folder. */
  readonly base: string | undefined;
  /** Platforms that the chats of the page are restricted to; not validated yet. */
  readonly allow: unknown;
}

/**
 * Reads `window.XoChat` before the script replaces it. Elements and frames named `XoChat` are on the window's prototype
 * chain, and `window.XoChat ||= {}` turns one of them into an own property. So only a plain object of this page counts,
 * and only its own properties.
 */
export function readPageSettings(): PageSettings {
  const settings: unknown = Object.getOwnPropertyDescriptor(globalThis, 'XoChat')?.value;
  const isPlain = settings && Object.getPrototypeOf(settings) === Object.prototype;
  const { base, allow } = Object.assign(Object.create(null), isPlain ? settings : undefined) as Record<string, unknown>;
  return {
    base: typeof base === 'string' ? base : undefined,
    // A function is the API of a script that has run before this one.
    allow: typeof allow === 'function' ? undefined : allow,
  };
}
