import { safeUrl } from './safe-url.js';

export type TextPart = string | { readonly text: string; readonly href: string };

const CANDIDATE = /(?:https?:\/\/|\bwww\.|\bmailto:|\btel:)[^\s<>"“”«»]+/gi;
/** Ends a sentence rather than an address. A closing bracket is looked at apart: Wikipedia has them in addresses. */
const SENTENCE_END = /[.,;:!?'’*_~。，、！？)\]}]$/u;

const OPENING: Record<string, string> = { ')': '(', ']': '[', '}': '{' };

function withoutSentenceEnd(address: string): string {
  let end = address;
  while (SENTENCE_END.test(end)) {
    const opening = OPENING[end.at(-1)!];
    if (opening && end.split(opening).length >= end.split(end.at(-1)!).length) break;
    end = end.slice(0, -1);
  }
  return end;
}

/** Finds the addresses in a text. The parts joined are the text again, character by character. */
export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const address = withoutSentenceEnd(match[0]);
    const href = safeUrl(address);
    if (!href) continue;
    if (match.index > done) parts.push(text.slice(done, match.index));
    parts.push({ text: address, href });
    done = match.index + address.length;
  }
  if (done < text.length) parts.push(text.slice(done));
  return parts;
}
