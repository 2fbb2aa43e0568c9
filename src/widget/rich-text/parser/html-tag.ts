import { decodeEntities } from './entities.js';

/** One tag as somebody wrote it. */
export interface HtmlTag {
  /** In small letters. */
  readonly name: string;
  readonly kind: 'open' | 'close';
  readonly attributes: ReadonlyMap<string, string>;
}

const TAG = /^<(\/?)([a-z][a-z0-9]*)((?:[\s/](?:[^<>"']|"[^"]*"|'[^']*')*)?)>$/i;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;

/**
 * Reads one tag. Undefined for comments, declarations, foreign elements (`svg:a`, `x-y`) and whatever is no clean tag: that is text.
 * It need not read hostile tags as a browser would: nothing of what it reads reaches a parser again.
 */
export function readTag(source: string): HtmlTag | undefined {
  const [, slash, name, rest = ''] = TAG.exec(source) ?? [];
  if (!name) return undefined;
  const attributes = new Map<string, string>();
  for (const [, key, double, single, bare] of rest.matchAll(ATTRIBUTE)) {
    const known = key!.toLowerCase();
    // The first one counts, as in HTML.
    if (!attributes.has(known)) attributes.set(known, decodeEntities(double ?? single ?? bare ?? ''));
  }
  return { name: name.toLowerCase(), kind: slash ? 'close' : 'open', attributes };
}
