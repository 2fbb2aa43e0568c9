/** False on a server, where nothing is drawn. */
export const hasPage = (): boolean => Boolean(globalThis.document);
