import { cutText, ONE_STEP, shownAtFirst } from '../lib/text-steps.js';
import type { RichNode } from '../rich-text/parser/rich-node.js';
import { RichParser } from '../rich-text/parser/rich-parser.js';
import { pause } from '../rich-text/parser/warm-parser.js';

export { warmParser } from '../rich-text/parser/warm-parser.js';

/** What stands within a line. Everything else is a line of its own. */
const INLINE = new Set(
  'a abbr bdi cite code del em ins kbd mark q s samp small span strong sub sup u var td th'.split(' '),
);

function read(node: RichNode): string {
  if (typeof node === 'string') return node;
  if (node.tag === 'img') return node.alt;
  if (node.tag === 'code-block') return `\n${node.text}\n`;
  const words = (node.children ?? []).map(read).join(node.tag === 'tr' ? ', ' : '');
  // A part of a long passage, which may go on in the next part.
  if (node.attributes?.class === 'plain') return words.endsWith(' ') ? words : `${words}\n`;
  return INLINE.has(node.tag) ? words : `\n${words}\n`;
}

/**
 * A text with markup as it is read aloud: no signs, and a pause behind each heading, item and row.
 *
 * @param language of the reader, BCP 47, for dates and numbers of the platform's macros
 */
export function toPlainText(text: string, language: string): string {
  return readAll(new RichParser(language).parse(shownAtFirst(text)));
}

/**
 * The same, with pauses in which the page answers: reading a long text takes as long as drawing it. It reads as much as is
 * drawn of a text that nobody has asked to see whole.
 */
export async function toPlainTextInSteps(text: string, language: string): Promise<string> {
  const shown = shownAtFirst(text);
  const parser = new RichParser(language);
  let nodes: readonly RichNode[] = [];
  for (let end = 0; end < shown.length; ) {
    if (end > 0) await pause();
    end = cutText(shown, end, ONE_STEP);
    nodes = parser.parse(shown.slice(0, end));
  }
  return readAll(nodes);
}

function readAll(nodes: readonly RichNode[]): string {
  const lines = nodes
    .map(read)
    .join('')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return lines.map((line, at) => (at < lines.length - 1 && /[\p{L}\p{N}]$/u.test(line) ? `${line}.` : line)).join(' ');
}

/**
 * Takes out the signs that a parser would not know in a piece of a text: what they belong to began earlier, or ends later.
 * Rows of a table become words with commas between them.
 */
export function withoutMarks(piece: string): string {
  return piece
    .split('\n')
    .map((whole) => {
      const line = whole.trim();
      if (/^(?:```|~~~|[ \t|:-]+$)/.test(line)) return '';
      if (!line.startsWith('|')) return whole;
      const cells = line.slice(1, line.length > 1 && line.endsWith('|') ? -1 : undefined).split('|');
      return cells.map((cell) => cell.trim()).join(', ');
    })
    .join('\n')
    .replace(/\*\*|__|~~|`/g, '');
}
