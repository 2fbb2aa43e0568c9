/** What a page may say ahead of a script, `window.XoChat = { base: '/xo-rtm/', allow: ['https://platform.kore.ai'] }`. */
export interface PageSettings {
  /** Where the file and its folder lie. */
  readonly base: string | undefined;
  /** Platforms that the chats of the page are pinned to; not checked yet. */
  readonly allow: unknown;
}

/**
 * Reads `window.XoChat` as it is before the script puts its own there. Elements and frames named `XoChat` are in the chain of
 * prototypes of the window, and a page that writes `window.XoChat ||= {}` makes one of them its own property: only a plain
 * object of this page counts, and of it only what it has itself.
 */
export function readPageSettings(): PageSettings {
  const settings: unknown = Object.getOwnPropertyDescriptor(globalThis, 'XoChat')?.value;
  const isPlain = settings && Object.getPrototypeOf(settings) === Object.prototype;
  const { base, allow } = Object.assign(Object.create(null), isPlain ? settings : undefined) as Record<string, unknown>;
  return {
    base: typeof base === 'string' ? base : undefined,
    // The function is that of a script that has run before this one.
    allow: typeof allow === 'function' ? undefined : allow,
  };
}
