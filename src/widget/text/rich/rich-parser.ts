import { type LinkDefinitions, readBlocks } from './markdown.js';
import type { RichNode } from './rich-node.js';
import { addToken, type NodeContext } from './to-nodes.js';
import { TreeBuilder } from './tree-builder.js';

/** Longer texts stay plain: what a hostile text costs grows with the square of its length (20,000: at most a fifth of a second). */
const MAX_LENGTH = 20_000;

/**
 * Reads one message, again and again while it grows. What stands before a blank line does not change any more when words come
 * behind it: its nodes are kept, the same objects, and only what follows is read again.
 *
 * Law: however a text was cut into pieces, at the end it reads as it would in one piece.
 */
export class RichParser {
  readonly #locale: string;
  #settledText = '';
  #settled: readonly RichNode[] = [];

  /** @param locale BCP 47 tag for dates, numbers and amounts */
  constructor(locale: string) {
    this.#locale = locale;
  }

  /** Never throws: what cannot be read is one piece of text. */
  parse(text: string): readonly RichNode[] {
    if (text.length > MAX_LENGTH) return [text];
    const source = text.replace(/\r\n?/g, '\n');
    try {
      if (!source.startsWith(this.#settledText)) this.#forget();
      return this.#read(source);
    } catch {
      // A thousand quotes in each other are too deep for any stack.
      this.#forget();
      return [text];
    }
  }

  #forget(): void {
    this.#settledText = '';
    this.#settled = [];
  }

  #read(source: string): readonly RichNode[] {
    const links: LinkDefinitions = {};
    const tokens = readBlocks(source.slice(this.#settledText.length), links);
    const definesLinks = Object.keys(links).length > 0;
    if (definesLinks && this.#settledText) {
      // A definition holds for what was said before it as well.
      this.#forget();
      return this.#read(source);
    }

    const context: NodeContext = { locale: this.#locale, links };
    const builder = new TreeBuilder();
    const before = this.#settled;
    const last = tokens.findLastIndex(({ type }) => type !== 'space');
    let read = this.#settledText;
    for (const [index, token] of tokens.entries()) {
      addToken(builder, token, context);
      read += token.raw;
      const isBoundary = index < last && read.endsWith('\n\n') && !builder.isOpen && !definesLinks;
      if (isBoundary && source.startsWith(read)) {
        this.#settledText = read;
        this.#settled = [...before, ...builder.roots];
      }
    }
    return [...before, ...builder.finish()];
  }
}
