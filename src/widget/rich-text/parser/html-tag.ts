import { decodeEntities } from './entities.js';

/** One tag as the sender wrote it. */
export interface HtmlTag {
  /** In lower case. */
  readonly name: string;
  readonly kind: 'open' | 'close';
  readonly attributes: ReadonlyMap<string, string>;
}

const TAG = /^<(\/?)([a-z][a-z0-9]*)((?:[\s/](?:[^<>"']|"[^"]*"|'[^']*')*)?)>$/i;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;

/**
 * Parses one tag. Returns undefined for comments, declarations, foreign elements (`svg:a`, `x-y`) and malformed tags; they are
 * shown as text. It need not parse hostile tags as a browser would, because the result never becomes HTML again.
 */
export function readTag(source: string): HtmlTag | undefined {
  const [, slash, name, rest = ''] = TAG.exec(source) ?? [];
  if (!name) return undefined;
  const attributes = new Map<string, string>();
  for (const [, key, double, single, bare] of rest.matchAll(ATTRIBUTE)) {
    const known = key!.toLowerCase();
    // Of two attributes with the same name the first one counts, as in HTML.
    if (!attributes.has(known)) attributes.set(known, decodeEntities(double ?? single ?? bare ?? ''));
  }
  return { name: name.toLowerCase(), kind: slash ? 'close' : 'open', attributes };
}
