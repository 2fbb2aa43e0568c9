import { createRequire } from 'node:module';

const PREFIX = 'emoji-words:';
/** Newer ones are empty boxes on many devices. */
const NEWEST_VERSION = 15;
/** Words beside the name that a search finds. */
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

/** Every emoji, group by group: the same for all languages. */
function listModule() {
  const groups = listedGroups().map(({ slug, emojis }) => [slug, emojis.map(({ emoji }) => emoji).join(' ')]);
  return `export const groups = ${JSON.stringify(groups)};`;
}

/** Name and keywords of each, one line per emoji in the order of the list. Blank for flags of countries, which Intl names. */
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
 * `import('emoji-words:list')` and `import('emoji-words:de')`: emoji and their names as Unicode has them, made small at the
 * time of the build.
 *
 * @param {{ englishOnly?: boolean }} [options] with `englishOnly` every language gets the English words: together they weigh
 *   more than the rest of the chat
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
      // Without a source map: it would be as large again, and show nothing.
      return { code: name === 'list' ? listModule() : wordsModule(name), map: { mappings: '' } };
    },
  };
}
