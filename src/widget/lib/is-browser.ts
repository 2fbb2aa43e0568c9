/** Returns false on a server, which has no DOM. */
export const isBrowser = (): boolean => Boolean(globalThis.document);
