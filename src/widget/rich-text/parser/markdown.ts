import { Lexer, Marked, type Token, type TokenizerExtension } from 'marked';
import { MAX_ADDRESS } from '../../lib/linkify.js';
import { MACRO } from './macros.js';
import { MAX_BLOCK } from './split-blocks.js';

/** Definitions of link addresses, `[name]: https://…`. They apply to the whole text. */
export type LinkDefinitions = Lexer['tokens']['links'];

/**
 * Returns where the next line begins that matches `mark`. The pattern starts with the line end, because the source that the lexer
 * passes may begin in the middle of a line.
 */
function lineStart(source: string, mark: RegExp): number | undefined {
  const end = source.search(mark);
  return end < 0 ? undefined : end + 1;
}

/** `#h1 Title` … `#h6`. CommonMark requires a space after the #, so the two syntaxes never collide. */
const dialectHeading: TokenizerExtension = {
  name: 'heading',
  level: 'block',
  start: (source) => lineStart(source, /\n {0,3}#h[1-6]\b/i),
  tokenizer(source) {
    const [raw, depth, text = ''] = /^ {0,3}#h([1-6])\b[ \t]*([^\n]*)(?:\n+|$)/i.exec(source) ?? [];
    if (!raw) return undefined;
    return { type: 'heading', raw, depth: Number(depth), text, tokens: this.lexer.inline(text.trim()) };
  },
};

/** `>> text`: an indented paragraph. A quote within a quote differs: it begins with a line of one `>`. */
const dialectIndent: TokenizerExtension = {
  name: 'indent',
  level: 'block',
  start: (source) => lineStart(source, /\n {0,3}>>(?!>)/),
  tokenizer(source) {
    const [raw] = /^(?: {0,3}>>(?!>)[^\n]*(?:\n|$))+/.exec(source) ?? [];
    if (!raw) return undefined;
    const text = raw.replace(/^ {0,3}>>[ \t]?/gm, '').trimEnd();
    return { type: 'indent', raw, text, tokens: this.lexer.inline(text) };
  },
};

/** Macros. Read first, because CommonMark would take `\$` for an escaped dollar sign. */
const macro: TokenizerExtension = {
  name: 'macro',
  level: 'inline',
  start: (source) => source.match(/\\(?:dt|d|t|#|\$)\(/)?.index,
  tokenizer(source) {
    const [raw, kind, value] = MACRO.exec(source) ?? [];
    return raw ? { type: 'macro', raw, kind, value } : undefined;
  },
};

/** `~italic~`, only at word boundaries, so that "~5 min, ~6 km" and `a~b~c` stay as they are. */
const SINGLE_TILDE = /^~(?=[^\s~])([^~\n]*[^\s~])~(?![\p{L}\p{N}~])|^~([^\s~])~(?![\p{L}\p{N}~])/u;

const ADDRESS = /^(?:(?:ftp|https?):\/\/|www\.)\S*/i;

const { defaults } = new Marked({
  gfm: true,
  // Bots use single line ends as line breaks.
  breaks: true,
  extensions: [dialectHeading, dialectIndent, macro],
  tokenizer: {
    del(source, _masked, previous = '') {
      if (source.startsWith('~~')) return false;
      const [raw, long, short] = (!/[\p{L}\p{N}~]/u.test(previous.slice(-1)) && SINGLE_TILDE.exec(source)) || [];
      if (!raw) return undefined;
      const text = long ?? short ?? '';
      return { type: 'del', raw, text, tokens: this.lexer.inlineTokens(text) };
    },
    // marked strips the punctuation after an address sign by sign. An address too long for any server is left to linkify().
    url: (source) => ((ADDRESS.exec(source)?.[0].length ?? 0) > MAX_ADDRESS ? undefined : false),
    // Does not track open tags: TreeBuilder does, and knows which of them are allowed.
    tag(source) {
      const [raw] = this.rules.inline.tag.exec(source) ?? [];
      if (!raw) return undefined;
      return { type: 'html', raw, text: raw, inLink: false, inRawBlock: false, block: false };
    },
  },
});

/**
 * Highest cost of one passage, and of all passages within a stretch of the text. The cost is the number of emphasis marks,
 * squared, because the parser compares each unmatched mark with all others. Prose with fifteen bold words per paragraph stays
 * well below.
 */
const MAX_COST = { passage: 16_000, stretch: 64_000 };

/** Estimates the cost of parsing a passage, in comparisons. After an opening bracket the parser scans for its end through the whole text. */
function costOf(source: string): number {
  let runs = 0;
  let brackets = 0;
  let before = 0;
  for (let at = 0; at < source.length; at++) {
    const code = source.charCodeAt(at);
    const isSign = code === 42 || code === 95 || code === 126;
    if (isSign && code !== before) runs++;
    if (code === 91 || code === 60) brackets++;
    before = code;
  }
  return runs * runs + (brackets * source.length) / 500;
}

/**
 * Reads markdown as bots write it into tokens: CommonMark, tables, strikethrough and autolinks of GFM, and the platform's dialect
 * (docs/protocol.md §6.6). The meaning of `*` and `~` is decided when the tokens become nodes.
 *
 * Reads all blocks first and their passages afterwards, because a link may be defined further down than it is used. The cost of
 * the passages is counted: a passage that costs too much by itself, or exceeds the budget of its stretch, becomes plain text.
 */
export class MarkdownReader {
  readonly #lexer = new Lexer(defaults);
  #spent: number;

  /**
   * @param links the definitions so far; the reader adds further ones
   * @param spent the cost of the current stretch so far
   */
  constructor(links: LinkDefinitions, spent = 0) {
    this.#lexer.tokens.links = links;
    this.#spent = spent;
  }

  /** The cost of the current stretch of the text so far. */
  get spent(): number {
    return this.#spent;
  }

  /** Begins another stretch of the text. */
  beginStretch(): void {
    this.#spent = 0;
  }

  /** Reads the blocks. Returns a function that reads their passages and returns the complete tokens. */
  blocks(source: string): () => Token[] {
    const lexer = this.#lexer;
    lexer.inlineQueue = [];
    const tokens = lexer.blockTokens(source, []);
    const passages = lexer.inlineQueue;
    return () => {
      for (const { src, tokens: into } of passages) into.push(...this.passage(src));
      return tokens;
    };
  }

  /** Reads the inline content of one block. */
  passage(source: string): Token[] {
    const cost = costOf(source);
    if (source.length > MAX_BLOCK || cost > MAX_COST.passage || this.#spent + cost > MAX_COST.stretch) {
      return plainTokens(source);
    }
    this.#spent += cost;
    return this.#lexer.inlineTokens(source, []);
  }
}

function plainTokens(source: string): Token[] {
  const tokens: Token[] = [];
  for (const line of source.split('\n')) {
    if (tokens.length > 0) tokens.push({ type: 'br', raw: '\n' });
    tokens.push({ type: 'escape', raw: line, text: line });
  }
  return tokens;
}
