/** One emoji and its name. */
export interface Emoji {
  readonly char: string;
  readonly label: string;
  /** Name and keywords in lower case, for searching. */
  readonly search: string;
}

/** A group of emoji. `slug` as in Unicode, for example `food_drink`. */
export interface EmojiGroup {
  readonly slug: string;
  readonly emoji: readonly Emoji[];
}

type Words = Promise<{ words: string }>;

/** Each language is a chunk of its own. */
const LOADERS: Readonly<Record<string, () => Words>> = {
  ar: () => import('emoji-words:ar'),
  de: () => import('emoji-words:de'),
  en: () => import('emoji-words:en'),
  es: () => import('emoji-words:es'),
  fr: () => import('emoji-words:fr'),
  hi: () => import('emoji-words:hi'),
  ja: () => import('emoji-words:ja'),
  pt: () => import('emoji-words:pt'),
};

/** Loads all emoji with their names in a language; English for an unsupported language. */
export async function loadEmoji(language: string): Promise<readonly EmojiGroup[]> {
  const load = Object.hasOwn(LOADERS, language) ? LOADERS[language]! : LOADERS.en!;
  const [{ groups }, { words }] = await Promise.all([import('emoji-words:list'), load()]);
  const lines = words.split('\n');
  const countries = new Intl.DisplayNames(language, { type: 'region' });
  let next = 0;
  return groups.map(([slug, chars]) => ({
    slug,
    emoji: chars.split(' ').map((char): Emoji => {
      const [label = '', ...keywords] = (lines[next++] || countryOf(char, countries)).split('|');
      return { char, label, search: [label, ...keywords].join(' ').toLowerCase() };
    }),
  }));
}

/** A flag consists of two regional indicator letters, which spell the country code. */
function countryOf(flag: string, countries: Intl.DisplayNames): string {
  const code = [...flag].map((letter) => String.fromCharCode(letter.codePointAt(0)! - 0x1f1e6 + 65)).join('');
  try {
    return countries.of(code) ?? code;
  } catch {
    return code;
  }
}

/**
 * Finds emoji whose name or keywords contain every word of the query. Best first: an equal name, then one that begins
 * with the query, then words that begin with it, and last any occurrence, for languages without spaces between words.
 */
export function findEmoji(groups: readonly EmojiGroup[], query: string, limit: number): readonly Emoji[] {
  const needle = query.trim().toLowerCase();
  const words = needle.split(/\s+/);
  const rank = ({ label, search }: Emoji): number => {
    if (label.toLowerCase() === needle) return 0;
    if (search.startsWith(needle)) return 1;
    if (words.every((word) => ` ${search}`.includes(` ${word}`))) return 2;
    return words.every((word) => search.includes(word)) ? 3 : 4;
  };
  const ranked = groups.flatMap(({ emoji }) => emoji.map((each) => ({ each, rank: rank(each) })));
  return [0, 1, 2, 3].flatMap((at) => ranked.filter((one) => one.rank === at).map(({ each }) => each)).slice(0, limit);
}
