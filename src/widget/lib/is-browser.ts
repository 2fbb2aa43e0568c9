/** False on a server, where nothing is drawn. */
export const isBrowser = (): boolean => Boolean(globalThis.document);
