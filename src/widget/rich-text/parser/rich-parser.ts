import type { Token, Tokens } from 'marked';
import { limitCombiningMarks } from '../../../lib/limit-combining-marks.js';
import { SHOWN_AT_FIRST } from '../../lib/text-steps.js';
import { type LinkDefinitions, MarkdownReader } from './markdown.js';
import type { RichNode } from './rich-node.js';
import { type SourceBlock, type SplitState, splitBlocks, TEXT_BEGINS } from './split-blocks.js';
import { addToken, type NodeContext } from './to-nodes.js';
import { TreeBuilder } from './tree-builder.js';

/** An HTML element that nobody closes ends at the first block behind so many characters. */
const LONGEST_ELEMENT = 5_000;

/** In UTF-16 units. What passages may cost is counted anew in each. */
const STRETCH = 20_000;

/** In UTF-16 units: what is defined so near the beginning holds in the whole text, and further down from there on. */
const HOLDS_ABOVE = SHOWN_AT_FIRST.characters;

/** What was read of a text, up to a block behind which nothing of it changes. */
interface Settled {
  readonly text: string;
  readonly state: SplitState;
  readonly nodes: readonly RichNode[];
  readonly links: LinkDefinitions;
  /** The stretch that its last block began in, and what that one has cost. */
  readonly stretch: number;
  readonly spent: number;
  /** The last block is a part of a list that goes on, and this is the number of its next item. */
  readonly nextItem: number | undefined;
}

const NOTHING: Settled = {
  text: '',
  state: TEXT_BEGINS,
  nodes: [],
  links: {},
  stretch: 0,
  spent: 0,
  nextItem: undefined,
};

/**
 * Reads one message, again and again while it grows. Most of what stands before its last block does not change any more when
 * words come behind it: its nodes are kept, the same objects, and only what follows is read again.
 *
 * Law: however a text was cut into pieces, at the end it reads as it would in one piece.
 */
export class RichParser {
  readonly #locale: string;
  #settled = NOTHING;
  /** Whole lines, as they were given and as they are read. */
  #cleaned = { text: '', source: '' };

  /** @param locale BCP 47 tag for dates, numbers and amounts */
  constructor(locale: string) {
    this.#locale = locale;
  }

  /** Never throws: a block that cannot be read, or is too long to be, is text. */
  parse(text: string): readonly RichNode[] {
    const source = this.#clean(text);
    if (!source.startsWith(this.#settled.text)) this.#settled = NOTHING;
    return this.#read(source);
  }

  /** With one kind of line end and no piles of marks; of a text that has grown, only what is new is looked at. */
  #clean(text: string): string {
    let known = text.startsWith(this.#cleaned.text) ? this.#cleaned : { text: '', source: '' };
    const lines = text.lastIndexOf('\n') + 1;
    if (lines > known.text.length) {
      const source = known.source + clean(text.slice(known.text.length, lines));
      known = { text: text.slice(0, lines), source };
    }
    this.#cleaned = known;
    return known.source + clean(text.slice(known.text.length));
  }

  #read(source: string): readonly RichNode[] {
    const start = this.#settled;
    const blocks = [...splitBlocks(source, start.state)];
    const links: LinkDefinitions = Object.assign(Object.create(null), start.links);
    const reader = new MarkdownReader(links, start.spent);

    const begun: (() => Token[])[] = [];
    /** What is defined in the last block may be another address in a moment. */
    let isStable = true;
    let at = start.text.length;
    for (const { raw, kind, isFinal } of blocks) {
      if (at >= HOLDS_ABOVE) break;
      const before = count(links);
      begun.push(begin(reader, raw, kind));
      if (!isFinal && count(links) > before) isStable = false;
      at += raw.length;
    }
    if (start.text && count(links) > count(start.links)) {
      this.#settled = NOTHING;
      return this.#read(source);
    }

    const context: NodeContext = { locale: this.#locale, reader };
    const builder = new TreeBuilder();
    let settled: (Omit<Settled, 'text' | 'nodes'> & { nodes: number }) | undefined;
    let settledLinks = start.links;
    let { nextItem, stretch } = start;
    let openSince: number | undefined;
    let canSettle = true;
    at = start.text.length;
    // Not entries(): old libraries put another method of that name on all arrays of a page.
    for (let index = 0; index < blocks.length; index++) {
      const { raw, kind, continuesList, endsInList, isFinal, next } = blocks[index]!;
      if (Math.floor(at / STRETCH) > stretch) reader.renew();
      stretch = Math.floor(at / STRETCH);
      const tokens = (begun[index] ?? begin(reader, raw, kind))();
      const list = tokens.find((token): token is Tokens.List => token.type === 'list');
      if (list && continuesList && nextItem !== undefined) list.start = nextItem;
      for (const token of tokens) addToken(builder, token, context);
      nextItem = endsInList ? Number(list?.start ?? 0) + (list?.items.length ?? 0) : undefined;

      openSince = builder.isOpen ? (openSince ?? at) : undefined;
      at += raw.length;
      if (openSince !== undefined && at - openSince > LONGEST_ELEMENT) {
        builder.finish();
        openSince = undefined;
      }
      canSettle &&= isFinal && isStable;
      if (!canSettle || builder.isOpen) continue;
      if (count(settledLinks) < count(links)) settledLinks = { ...links };
      settled = {
        state: next,
        nodes: builder.roots.length,
        links: settledLinks,
        spent: reader.spent,
        stretch,
        nextItem,
      };
    }
    const nodes = builder.finish();
    if (settled) {
      const text = source.slice(0, settled.state.from);
      this.#settled = { ...settled, text, nodes: [...start.nodes, ...nodes.slice(0, settled.nodes)] };
    }
    return [...start.nodes, ...nodes];
  }
}

const clean = (text: string): string => limitCombiningMarks(text.replace(/\r\n?/g, '\n'));

const count = (links: LinkDefinitions): number => Object.keys(links).length;

/** Reads the blocks of a part; gives what completes them. */
function begin(reader: MarkdownReader, raw: string, kind: SourceBlock['kind']): () => Token[] {
  const plain = () => [{ type: 'plain', raw, text: raw }];
  if (kind === 'plain') return plain;
  try {
    const complete = reader.blocks(raw);
    return () => {
      try {
        return complete();
      } catch {
        return plain();
      }
    };
  } catch {
    // Deeper than any stack.
    return plain;
  }
}
