/**
 * Any sign that may be markup: of markdown, of the platform's dialect, an HTML tag or entity, an e-mail address, a host in
 * foreign letters. In doubt yes: a text that turns out to be plain costs the loading of the parser once, and looks the same.
 */
const SIGNS = /[*_~`]|<[a-z/!]|&(?:#|[a-z]+\d*;)|\\[dt#$!-/:-@[-`{-~]|\][ \t\n]?[([:]|\w@\w/i;

/** The host of an address in other letters than plain ones: it may look like another host. A name of a host has at most 253 characters. */
const FOREIGN_HOST = /(?:\/\/|www\.)[\w.:-]{0,253}[^\w.:/?#\s,;!'")\]}*-]/i;

/** At the beginning of a line: headings, quotes, indents, lists, rules, tables, code. No \s: it would cross the lines. */
const LINE_SIGNS = /^(?:[ \t]*(?:#|>|[-+](?:\s|$)|\d+[.)](?:\s|$)|=+[ \t]*$|\|)|[ \t|:-]+$| {4}|\t)/m;

/** False where a text certainly means what it looks like, so that a plain conversation never loads the parser. */
export function hasMarkup(text: string): boolean {
  return SIGNS.test(text) || LINE_SIGNS.test(text) || FOREIGN_HOST.test(text);
}
