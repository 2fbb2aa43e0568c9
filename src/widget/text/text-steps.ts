/*
 * How much of a text is drawn at once (law 11). What a text costs depends less on its length than on what it holds: each mark,
 * address and line end may become an element. So characters are weighed, and all limits are in this weight and in characters,
 * never in time: what is drawn of a text is the same on every machine.
 */

export interface TextLimit {
  readonly weight: number;
  /** In UTF-16 units. */
  readonly characters: number;
}

/** Of one text, until its reader asks for the rest. Twelve thousand characters of an answer with code and tables are well below. */
export const SHOWN_AT_FIRST: TextLimit = { weight: 40_000, characters: 20_000 };

/** Drawn in one task of the page. */
export const ONE_STEP: TextLimit = { weight: 5_000, characters: 4_000 };

/** What may begin an element, or another line. */
const WEIGHTS = new Uint8Array(128).fill(1);
for (const character of '*_~`[]<&|@:.\\') WEIGHTS[character.charCodeAt(0)] = 9;
WEIGHTS[10] = 20;
WEIGHTS[13] = 20;

/** Looks for a place to cut between words in this last part of what fits. */
const CUT_WITHIN = 1_000;
/** What must not be parted from what stands before it: the second half of a pair, marks, joiners. */
const BELONGS_BEFORE = /^(?:[\udc00-\udfff]|\p{M}|\p{Cf})/u;

export const weigh = (text: string): number => {
  let weight = 0;
  for (let at = 0; at < text.length; at++) weight += WEIGHTS[text.charCodeAt(at)] ?? 1;
  return weight;
};

/** Where the part of a text ends that begins at `from` and stays within the limit: behind a line or a word, if there is one. */
export function cutText(text: string, from: number, { weight, characters }: TextLimit): number {
  const most = Math.min(text.length, from + characters);
  let at = from;
  for (let left = weight; at < most; at++) {
    left -= WEIGHTS[text.charCodeAt(at)] ?? 1;
    if (left < 0) break;
  }
  if (at >= text.length) return text.length;
  const last = text.slice(Math.max(from, at - CUT_WITHIN), at);
  const line = last.lastIndexOf('\n');
  const boundary = line >= 0 ? line : last.lastIndexOf(' ');
  if (boundary >= 0) return at - last.length + boundary + 1;
  // No word is that long, and no character has that many marks: there is an end of it even so.
  for (let most = 32; most > 0 && at > from + 1 && BELONGS_BEFORE.test(text.slice(at, at + 2)); most--) at--;
  return at;
}

/** What is drawn, or read aloud, of a text that nobody has asked to see whole. */
export const shownAtFirst = (text: string): string => text.slice(0, cutText(text, 0, SHOWN_AT_FIRST));
