/** Made by tools/support/emoji-words.mjs at the time of the build. */
declare module 'emoji-words:list' {
  /** Slug and emoji, separated by spaces, of each group in Unicode's order. */
  export const groups: readonly (readonly [slug: string, emoji: string])[];
}

declare module 'emoji-words:*' {
  /** One line per emoji of the list: `name|keyword|keyword`, blank for flags of countries. */
  export const words: string;
}
