/*
 * Limits how much of a text is drawn at once. The cost of drawing a text depends less on its length than on its
 * content: each markup character, address and line end may become an element, and each change of script may need
 * another font. So every character has a weight, and all limits are given in weight and in characters, never in time:
 * every machine draws the same amount.
 */

export interface TextLimit {
  readonly weight: number;
  /** In UTF-16 units. */
  readonly characters: number;
}

/**
 * What is drawn of one text until the reader asks for the rest. An answer of 12,000 characters with code and tables
 * stays well below.
 */
export const SHOWN_AT_FIRST: TextLimit = { weight: 40_000, characters: 20_000 };

/** What is drawn in one task of the page. */
export const ONE_STEP: TextLimit = { weight: 1_400, characters: 3_000 };

/** Characters that may start an element or a new line. */
const WEIGHTS = new Uint8Array(128).fill(1);
for (const character of '*_~`[]<&|@:.\\') WEIGHTS[character.charCodeAt(0)] = 9;
// May be a cell of a table, which is laid out together with all others.
WEIGHTS['<'.charCodeAt(0)] = 14;
WEIGHTS[10] = 30;
WEIGHTS[13] = 30;

/** Groups of non-ASCII characters, by the fonts that contain them. All other groups are Unicode blocks. */
const ANY_FONT = 0;
const EAST_ASIAN = 1;
const PICTURES = 2;
const FIRST_BLOCK = 3;

/** Returns the group of the Unicode block that contains this character. */
const blockOf = (code: number): number => FIRST_BLOCK + (code >> 7);

const GROUP_WEIGHTS: Readonly<Record<number, number>> = {
  [EAST_ASIAN]: 2,
  [PICTURES]: 20,
  // Written without spaces: the browser looks up words in a dictionary to break lines. Thai, Lao, Myanmar, Khmer.
  [blockOf(0xe00)]: 8,
  [blockOf(0xe80)]: 8,
  [blockOf(0x1000)]: 8,
  [blockOf(0x1780)]: 8,
};

/** Extra weight of a font change: the browser searches for another font, and shapes each run separately. */
const CHANGE_OF_FONT = 38;

function fontGroup(code: number): number {
  // Latin with accents, combining marks and punctuation; variation selectors; low surrogates.
  if (code < 0x370 || (code >= 0x1e00 && code < 0x2070) || (code >= 0xfe00 && code < 0xfe10)) return ANY_FONT;
  if (code >= 0xdc00 && code < 0xe000) return ANY_FONT;
  if ((code >= 0x2190 && code < 0x2c00) || (code >= 0xd83c && code < 0xd83f)) return PICTURES;
  if ((code >= 0x2e80 && code < 0xa000) || (code >= 0xac00 && code < 0xd800)) return EAST_ASIAN;
  if ((code >= 0xd840 && code < 0xd88c) || (code >= 0xf900 && code < 0xfb00) || code >= 0xfe30) return EAST_ASIAN;
  return blockOf(code);
}

/** Returns a function that weighs the characters of a text one after the other, in UTF-16 units. */
function createScale(): (code: number) => number {
  let former = ANY_FONT;
  return (code) => {
    if (code < 128) return WEIGHTS[code]!;
    const group = fontGroup(code);
    if (group === ANY_FONT) return 1;
    const isChange = former !== ANY_FONT && group !== former;
    former = group;
    return (GROUP_WEIGHTS[group] ?? 1) + (isChange ? CHANGE_OF_FONT : 0);
  };
}

/** How far back cutText() looks for a word boundary, in characters. */
const CUT_WITHIN = 1_000;
/** Characters that must not be separated from the one before: low surrogates, combining marks, joiners. */
const BELONGS_BEFORE = /^(?:[\udc00-\udfff]|\p{M}|\p{Cf})/u;

export const weigh = (text: string): number => {
  const weighOne = createScale();
  let weight = 0;
  for (let at = 0; at < text.length; at++) weight += weighOne(text.charCodeAt(at));
  return weight;
};

/**
 * Returns the end of the longest part that begins at `from` and stays within the limit. Cuts after a line or a word, if
 * there is one.
 */
export function cutText(text: string, from: number, { weight, characters }: TextLimit): number {
  const weighOne = createScale();
  const most = Math.min(text.length, from + characters);
  let at = from;
  for (let left = weight; at < most; at++) {
    left -= weighOne(text.charCodeAt(at));
    if (left < 0) break;
  }
  if (at >= text.length) return text.length;
  const last = text.slice(Math.max(from, at - CUT_WITHIN), at);
  const line = last.lastIndexOf('\n');
  const boundary = line >= 0 ? line : last.lastIndexOf(' ');
  if (boundary >= 0) return at - last.length + boundary + 1;
  // No boundary found: cut between characters. Steps back over at most 32 combining characters, because a hostile text
  // may consist of them.
  for (let most = 32; most > 0 && at > from + 1 && BELONGS_BEFORE.test(text.slice(at, at + 2)); most--) at--;
  return at;
}

/** Returns what is drawn or read aloud of a text until the reader asks for all of it. */
export const shownAtFirst = (text: string): string => text.slice(0, cutText(text, 0, SHOWN_AT_FIRST));
