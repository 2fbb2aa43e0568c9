import type { Token, Tokens } from 'marked';
import { limitCombiningMarks } from '../../../lib/limit-combining-marks.js';
import { SHOWN_AT_FIRST } from '../../lib/text-steps.js';
import { type LinkDefinitions, MarkdownReader } from './markdown.js';
import type { RichNode } from './rich-node.js';
import { type SourceBlock, type SplitState, splitBlocks, TEXT_BEGINS } from './split-blocks.js';
import { addToken, type NodeContext } from './to-nodes.js';
import { TreeBuilder } from './tree-builder.js';

/** An HTML element that is never closed ends at the first block after this many characters. */
const MAX_OPEN_ELEMENT = 5_000;

/** Length of a stretch, in UTF-16 units. The cost of passages is limited per stretch. */
const STRETCH = 20_000;

/** In UTF-16 units. Link definitions before this place apply to the whole text; later ones only to the text after them. */
const DEFINES_ALL_UNTIL = SHOWN_AT_FIRST.characters;

/** The beginning of a text that cannot change any more, and the state of the parser at its end. */
interface Settled {
  readonly text: string;
  readonly state: SplitState;
  readonly nodes: readonly RichNode[];
  readonly links: LinkDefinitions;
  /** The stretch in which the last block began, and the cost of that stretch so far. */
  readonly stretch: number;
  readonly spent: number;
  /** The number of the next item, if the last block is part of a list that goes on. */
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
 * Parses one message, repeatedly while it grows. Text that is appended changes little before the last block, so the parser keeps
 * the nodes of earlier blocks, as the same objects, and parses only the rest again.
 *
 * Invariant: the final result does not depend on the steps in which the text grew.
 */
export class RichParser {
  readonly #locale: string;
  #settled = NOTHING;
  /** The complete lines so far, as given and with line ends and marks normalized. */
  #normalized = { text: '', source: '' };

  /** @param locale BCP 47 tag for dates, numbers and amounts */
  constructor(locale: string) {
    this.#locale = locale;
  }

  /** Never throws: a block that cannot be parsed, or is too long for it, becomes plain text. */
  parse(text: string): readonly RichNode[] {
    const source = this.#normalize(text);
    if (!source.startsWith(this.#settled.text)) this.#settled = NOTHING;
    return this.#read(source);
  }

  /** Normalizes line ends and limits combining marks. Of a text that has grown, only the new lines are processed. */
  #normalize(text: string): string {
    let known = text.startsWith(this.#normalized.text) ? this.#normalized : { text: '', source: '' };
    const lines = text.lastIndexOf('\n') + 1;
    if (lines > known.text.length) {
      const source = known.source + normalize(text.slice(known.text.length, lines));
      known = { text: text.slice(0, lines), source };
    }
    this.#normalized = known;
    return known.source + normalize(text.slice(known.text.length));
  }

  #read(source: string): readonly RichNode[] {
    const start = this.#settled;
    const blocks = [...splitBlocks(source, start.state)];
    const links: LinkDefinitions = Object.assign(Object.create(null), start.links);
    const reader = new MarkdownReader(links, start.spent);

    const completions: (() => Token[])[] = [];
    /** False if the last block defines links: their addresses may still grow. */
    let isStable = true;
    let at = start.text.length;
    for (const { raw, kind, isFinal } of blocks) {
      if (at >= DEFINES_ALL_UNTIL) break;
      const before = count(links);
      completions.push(begin(reader, raw, kind));
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
    // Not entries(): some old libraries replace Array.prototype.entries.
    for (let index = 0; index < blocks.length; index++) {
      const { raw, kind, continuesList, endsInList, isFinal, next } = blocks[index]!;
      if (Math.floor(at / STRETCH) > stretch) reader.beginStretch();
      stretch = Math.floor(at / STRETCH);
      const tokens = (completions[index] ?? begin(reader, raw, kind))();
      const list = tokens.find((token): token is Tokens.List => token.type === 'list');
      if (list && continuesList && nextItem !== undefined) list.start = nextItem;
      for (const token of tokens) addToken(builder, token, context);
      nextItem = endsInList ? Number(list?.start ?? 0) + (list?.items.length ?? 0) : undefined;

      openSince = builder.isOpen ? (openSince ?? at) : undefined;
      at += raw.length;
      if (openSince !== undefined && at - openSince > MAX_OPEN_ELEMENT) {
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

const normalize = (text: string): string => limitCombiningMarks(text.replace(/\r\n?/g, '\n'));

const count = (links: LinkDefinitions): number => Object.keys(links).length;

/** Reads the blocks of a part. Returns a function that reads their passages and returns the complete tokens. */
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
    // The lexer is recursive, so deep nesting can overflow the stack.
    return plain;
  }
}
