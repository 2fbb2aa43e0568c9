/** Matches an address with a host, which does not depend on a `<base>` of the page. */
const HAS_HOST = /^\s*(?:[a-z][a-z\d+.-]*:|[\\/]{2})/i;

/**
 * Returns the script tag that is being executed; nothing in a module, after `import()`, or in a callback. Uses the
 * getter of the prototype, because an element named `currentScript` hides the property of the document.
 */
export function executingScript(): Element | null | undefined {
  return Object.getOwnPropertyDescriptor(Document.prototype, 'currentScript')?.get?.call(document);
}

/**
 * Returns the address of the parts that a classic script loads later. Appending a file name makes it a valid specifier
 * for `import()`. Ignores the markup of the page: reads neither `script.src` nor `document.baseURI`, because a `<base>`
 * after the tag changes both.
 *
 * - With a base, it is the folder in there. A base is absolute or relative to `location`.
 * - A `src` with a host determines the address. The browser may not know it: for a script from another origin it has no
 * address.
 * - For any other `src`, only the browser knows the base it was resolved against when the file was fetched. `./folder/`
 * leaves that to the browser, which resolves the specifiers of an external script against the script's own address.
 *
 * @param folder name of the folder, with a trailing slash
 * @returns undefined if the address is unknown, or the base is invalid
 */
export function partsAddress(folder: string, base?: string | null, src?: string | null): string | undefined {
  try {
    if (base) {
      const url = new URL(base, location.href);
      if (!url.pathname.endsWith('/')) url.pathname += '/';
      return new URL(folder, url).href;
    }
    if (!src?.trim()) return undefined;
    return HAS_HOST.test(src) ? new URL(folder, new URL(src, location.href)).href : `./${folder}`;
  } catch {
    return undefined;
  }
}

/**
 * Returns a sentence for the console that says what to do if the parts are not found.
 *
 * @param address from `partsAddress()`
 */
export function remedyFor(file: string, folder: string, address: string): string {
  const here = globalThis.origin;
  const isRelative = address.startsWith('./');
  // Sandboxed frames and files have an opaque origin, which contains nothing.
  const isForeign = here === 'null' || (!isRelative && new URL(address).origin !== here);
  const place = isRelative ? `${folder} beside ${file}, or where data-base says` : address;
  return `Serve ${place}${isForeign ? `, with the header Access-Control-Allow-Origin: ${here}` : ''}.`;
}
