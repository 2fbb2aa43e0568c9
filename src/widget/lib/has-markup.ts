/**
 * Anything that may be markup: markdown, the platform's dialect, HTML tags and entities, e-mail addresses, hosts with
 * non-ASCII letters. A false positive is harmless: it loads the parser once, and the text looks the same.
 */
const SIGNS = /[*_~`]|<[a-z/!]|&(?:#|[a-z]+\d*;)|\\[dt#$!-/:-@[-`{-~]|\][ \t\n]?[([:]|\w@\w/i;

/** A host with non-ASCII letters, which may look like another host. A host name has at most 253 characters. */
const FOREIGN_HOST = /(?:\/\/|www\.)[\w.:-]{0,253}[^\w.:/?#\s,;!'")\]}*-]/i;

/**
 * At the beginning of a line: headings, quotes, indents, lists, rules, tables, code. Not `\s`, which would match across
 * lines.
 */
const LINE_SIGNS = /^(?:[ \t]*(?:#|>|[-+](?:\s|$)|\d+[.)](?:\s|$)|=+[ \t]*$|\|)|[ \t|:-]+$| {4}|\t)/m;

/** Returns false if the text certainly contains no markup, so that a plain conversation never loads the parser. */
export function hasMarkup(text: string): boolean {
  return SIGNS.test(text) || LINE_SIGNS.test(text) || FOREIGN_HOST.test(text);
}
