/**
 * Any sign that may be markup: of markdown, of the platform's dialect, an HTML tag or entity, an e-mail address. In doubt yes:
 * a text that turns out to be plain costs the loading of the parser once, and looks the same.
 */
const SIGNS = [
  '[*_~`]',
  '<[a-z/!]',
  '&(?:#|[a-z]+\\d*;)',
  '\\\\[dt#$!-/:-@[-`{-~]',
  '\\]\\s*[(\\[:]',
  '\\w@\\w',
  // At the beginning of a line: headings, quotes, indents, lists, rules, tables, code. No \s: it would cross the lines.
  '^[ \\t]*(?:#|>|[-+](?:\\s|$)|\\d+[.)](?:\\s|$)|=+[ \\t]*$|\\|)',
  '^[ \\t|:-]+$',
  '^(?: {4}|\\t)',
];

const MARKUP = new RegExp(SIGNS.join('|'), 'im');

/** False where a text certainly means what it looks like, so that a plain conversation never loads the parser. */
export function hasMarkup(text: string): boolean {
  return MARKUP.test(text);
}
