import { createRequire } from 'node:module';

const PREFIX = 'emoji-words:';
/** Newer emoji appear as empty boxes on many devices. */
const NEWEST_VERSION = 15;
/** Number of keywords for the search, in addition to the name. */
const KEYWORDS = 3;

const require = createRequire(import.meta.url);

/** @typedef {{ emoji: string, name: string, emoji_version: string }} Listed */

/** @returns {{ slug: string, emojis: Listed[] }[]} */
function listedGroups() {
  /** @type {{ slug: string, emojis: Listed[] }[]} */
  const groups = require('unicode-emoji-json/data-by-group.json');
  return groups.map(({ slug, emojis }) => ({
    slug,
    emojis: emojis.filter(({ emoji_version }) => Number(emoji_version) <= NEWEST_VERSION),
  }));
}

/** Returns the module with every emoji, group by group. It is the same for all languages. */
function listModule() {
  const groups = listedGroups().map(({ slug, emojis }) => [slug, emojis.map(({ emoji }) => emoji).join(' ')]);
  return `export const groups = ${JSON.stringify(groups)};`;
}

/** Returns the module with names and keywords, one line per emoji in the order of the list. Flags have empty lines: Intl names countries. */
function wordsModule(/** @type {string} */ language) {
  /** @type {{ annotations: { annotations: Record<string, { default?: string[], tts?: string[] }> } }} */
  const { annotations } = require(`cldr-annotations-full/annotations/${language}/annotations.json`);
  const lines = listedGroups().flatMap(({ emojis }) =>
    emojis.map(({ emoji, name }) => {
      if (/^\p{RI}\p{RI}$/u.test(emoji)) return '';
      const known = annotations.annotations[emoji] ?? annotations.annotations[emoji.replace(/\uFE0F/g, '')];
      const label = known?.tts?.[0] ?? name;
      const keywords = (known?.default ?? []).filter((word) => !label.includes(word)).slice(0, KEYWORDS);
      return [label, ...keywords].join('|');
    }),
  );
  return `export const words = ${JSON.stringify(lines.join('\n'))};`;
}

/**
 * Resolves `import('emoji-words:list')` and `import('emoji-words:de')` to emoji and their names, taken from Unicode data in a
 * compact form at build time.
 *
 * @param {{ englishOnly?: boolean }} [options] with `englishOnly` every language gets the English names, because all names together are
 *   larger than the rest of the chat
 * @returns {import('rollup').Plugin}
 */
export function emojiWords({ englishOnly = false } = {}) {
  return {
    name: 'emoji-words',
    resolveId(specifier) {
      if (!specifier.startsWith(PREFIX)) return null;
      return `\0${englishOnly && specifier !== `${PREFIX}list` ? `${PREFIX}en` : specifier}`;
    },
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return null;
      const name = id.slice(PREFIX.length + 1);
      // Without a source map, which would double the size and be of no use.
      return { code: name === 'list' ? listModule() : wordsModule(name), map: { mappings: '' } };
    },
  };
}
