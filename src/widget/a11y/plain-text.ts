import { cutText, ONE_STEP, shownAtFirst } from '../lib/text-steps.js';
import type { RichNode } from '../rich-text/parser/rich-node.js';
import { RichParser } from '../rich-text/parser/rich-parser.js';
import { pause } from '../rich-text/parser/warm-parser.js';

export { warmParser } from '../rich-text/parser/warm-parser.js';

/** Inline elements. Everything else is a line of its own. */
const INLINE_TAGS = new Set(
  'a abbr bdi cite code del em ins kbd mark q s samp small span strong sub sup u var td th'.split(' '),
);

function textOf(node: RichNode): string {
  if (typeof node === 'string') return node;
  if (node.tag === 'img') return node.alt;
  if (node.tag === 'code-block') return `\n${node.text}\n`;
  const text = (node.children ?? []).map(textOf).join(node.tag === 'tr' ? ', ' : '');
  // One part of a long passage, which may continue in the next one.
  if (node.attributes?.class === 'plain') return text.endsWith(' ') ? text : `${text}\n`;
  return INLINE_TAGS.has(node.tag) ? text : `\n${text}\n`;
}

/**
 * Converts a text with markup to the text to read aloud: without markup characters, and with a pause after each
 * heading, item and row.
 *
 * @param language of the reader, BCP 47, for dates and numbers of the platform's macros
 */
export function toPlainText(text: string, language: string): string {
  return joinLines(new RichParser(language).parse(shownAtFirst(text)));
}

/**
 * Like toPlainText(), but pauses to keep the page responsive, because parsing a long text takes as long as drawing it.
 * Only converts what is drawn of a text until the reader asks for all of it.
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
  return joinLines(nodes);
}

function joinLines(nodes: readonly RichNode[]): string {
  const lines = nodes
    .map(textOf)
    .join('')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return lines.map((line, at) => (at < lines.length - 1 && /[\p{L}\p{N}]$/u.test(line) ? `${line}.` : line)).join(' ');
}

/**
 * Removes markup characters that a parser cannot recognise in a piece of a text, because their counterpart is in
 * another piece. Table rows become comma-separated texts.
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
