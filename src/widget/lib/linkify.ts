import { safeUrl } from './safe-url.js';

export type TextPart = string | { readonly text: string; readonly href: string };

const CANDIDATE = /(?:https?:\/\/|\bwww\.|\bmailto:|\btel:)[^\s<>"“”«»]+/gi;
/**
 * Characters that end a sentence rather than an address. Closing brackets are checked separately, because addresses of
 * Wikipedia contain them.
 */
const SENTENCE_END = /[.,;:!?'’*_~。，、！？)\]}]/u;

const OPENING: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/**
 * Longest address that becomes a link, in UTF-16 units. Servers refuse longer ones, and readers cannot tell where they
 * lead.
 */
export const MAX_ADDRESS = 2_048;

/** Returns by how many the closing brackets outnumber the opening ones. */
function excess(address: string, opening: string, closing: string): number {
  let found = 0;
  for (const character of address) {
    if (character === closing) found++;
    else if (character === opening) found--;
  }
  return found;
}

function withoutSentenceEnd(address: string): string {
  const extra = new Map<string, number>();
  let end = address.length;
  for (; end > 0; end--) {
    const last = address[end - 1]!;
    if (!SENTENCE_END.test(last)) break;
    const opening = OPENING[last];
    if (!opening) continue;
    // Counted once per kind of bracket: the loop removes closing brackets and ends of sentences, never an opening
    // bracket.
    const left = extra.get(last) ?? excess(address, opening, last);
    if (left <= 0) break;
    extra.set(last, left - 1);
  }
  return address.slice(0, end);
}

/** Returns true if the text may contain an address. */
export const mayHaveLinks = (text: string): boolean => text.search(CANDIDATE) >= 0;

/** Finds the addresses in a text in linear time. The joined parts are the text again. */
export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const address = withoutSentenceEnd(match[0]);
    const href = address.length <= MAX_ADDRESS ? safeUrl(address) : undefined;
    if (!href) continue;
    if (match.index > done) parts.push(text.slice(done, match.index));
    parts.push({ text: address, href });
    done = match.index + address.length;
  }
  if (done < text.length) parts.push(text.slice(done));
  return parts;
}
