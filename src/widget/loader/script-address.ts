/** An address that names its own host, so that no `<base>` of the page has a say in what it means. */
const NAMES_ITS_HOST = /^\s*(?:[a-z][a-z\d+.-]*:|[\\/]{2})/i;

/**
 * The script tag that is being executed; nothing in a module, after `import()`, and in a callback. It is read by the getter of
 * the prototype: an element of the page with the name `currentScript` hides the property of the document, but not the getter.
 */
export function executingScript(): Element | null | undefined {
  return Object.getOwnPropertyDescriptor(Document.prototype, 'currentScript')?.get?.call(document);
}

/**
 * Where the parts lie that a classic script loads later, as something that `import()` takes when a file name is put behind it.
 * No markup of the page takes part: neither `script.src` nor `document.baseURI` is read, since a `<base>` behind the tag
 * changes both.
 *
 * - With a base it is the folder in there. A base is absolute or relative to `location`.
 * - A `src` that names its host says it as well. The browser may not: it knows no address of a script from another origin.
 * - Of any other `src` only the browser knows what it was relative to when the file was fetched. `./folder/` leaves that to
 *   the browser, which resolves the specifiers of an external script against the address the script came from.
 *
 * @param folder name of the folder, with the slash
 * @returns undefined where nothing is known, or the base is no address
 */
export function partsAddress(folder: string, base?: string | null, src?: string | null): string | undefined {
  try {
    if (base) {
      const url = new URL(base, location.href);
      if (!url.pathname.endsWith('/')) url.pathname += '/';
      return new URL(folder, url).href;
    }
    if (!src?.trim()) return undefined;
    return NAMES_ITS_HOST.test(src) ? new URL(folder, new URL(src, location.href)).href : `./${folder}`;
  } catch {
    return undefined;
  }
}

/**
 * What to do when the parts are not where they were looked for, in a sentence for the console.
 *
 * @param address from `partsAddress()`
 */
export function howToFindParts(file: string, folder: string, address: string): string {
  const here = globalThis.origin;
  const isRelative = address.startsWith('./');
  // A sandboxed frame, and a file, have an origin of their own with nothing in it.
  const isForeign = here === 'null' || (!isRelative && new URL(address).origin !== here);
  const place = isRelative ? `${folder} beside ${file}, or where data-base says` : address;
  return `Serve ${place}${isForeign ? `, with the header Access-Control-Allow-Origin: ${here}` : ''}.`;
}
