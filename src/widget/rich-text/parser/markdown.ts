import { Lexer, Marked, type Token, type TokenizerExtension } from 'marked';
import { MAX_ADDRESS } from '../../lib/linkify.js';
import { MACRO } from './macros.js';
import { MAX_BLOCK } from './split-blocks.js';

/** Definitions of link addresses, `[name]: https://…`: they hold in the whole text. */
export type LinkDefinitions = Lexer['tokens']['links'];

/** Where the next line begins that `mark` fits, line end first: what the lexer gives may begin in the middle of a line. */
function lineStart(source: string, mark: RegExp): number | undefined {
  const end = source.search(mark);
  return end < 0 ? undefined : end + 1;
}

/** `#h1 Title` … `#h6`; CommonMark wants a space behind the #, so the two never mean different things. */
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

/** `>> text`: moved in by one step. Not a quote in a quote, which begins with a line of one `>`. */
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

/** Before CommonMark takes `\$` for an escaped dollar. */
const macro: TokenizerExtension = {
  name: 'macro',
  level: 'inline',
  start: (source) => source.match(/\\(?:dt|d|t|#|\$)\(/)?.index,
  tokenizer(source) {
    const [raw, kind, value] = MACRO.exec(source) ?? [];
    return raw ? { type: 'macro', raw, kind, value } : undefined;
  },
};

/** `~italic~`: at the edges of words, so that "~5 min, ~6 km" and `a~b~c` stay as they are. */
const SINGLE_TILDE = /^~(?=[^\s~])([^~\n]*[^\s~])~(?![\p{L}\p{N}~])|^~([^\s~])~(?![\p{L}\p{N}~])/u;

const ADDRESS = /^(?:(?:ftp|https?):\/\/|www\.)\S*/i;

const { defaults } = new Marked({
  gfm: true,
  // A bot that begins a new line means one.
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
    // Signs behind an address are taken off one by one. One that no server takes is text, in which linkify() looks.
    url: (source) => ((ADDRESS.exec(source)?.[0].length ?? 0) > MAX_ADDRESS ? undefined : false),
    // Without a memory of open tags: TreeBuilder has it, and knows which of them are allowed.
    tag(source) {
      const [raw] = this.rules.inline.tag.exec(source) ?? [];
      if (!raw) return undefined;
      return { type: 'html', raw, text: raw, inLink: false, inRawBlock: false, block: false };
    },
  },
});

/**
 * Of one passage, and of all within a stretch of the text: signs of emphasis, squared, for each that lacks its counterpart is
 * compared with all others. Prose with fifteen bold words in each paragraph is well below.
 */
const MOST_COST = { passage: 16_000, stretch: 64_000 };

/** What a passage costs to read, in comparisons. Behind an opening bracket the parser looks for its end as far as there is text. */
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
 * (protocol.md §6.6). What `*` and `~` mean is decided where the tokens become nodes.
 *
 * First the blocks, then what stands in them: an address that is defined further down holds above it as well. What passages
 * cost is counted; one that costs too much, and all that would exceed what a stretch may cost, are plain text.
 */
export class MarkdownReader {
  readonly #lexer = new Lexer(defaults);
  #spent: number;

  /**
   * @param links what is defined so far; further definitions are added to it
   * @param spent what the same stretch of the text has cost so far
   */
  constructor(links: LinkDefinitions, spent = 0) {
    this.#lexer.tokens.links = links;
    this.#spent = spent;
  }

  /** What the present stretch of the text has cost. */
  get spent(): number {
    return this.#spent;
  }

  /** Another stretch of the text begins. */
  renew(): void {
    this.#spent = 0;
  }

  /** Reads the blocks. Gives what reads their passages and, with that, completes the tokens. */
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

  /** Reads the inside of one paragraph. */
  passage(source: string): Token[] {
    const cost = costOf(source);
    if (source.length > MAX_BLOCK || cost > MOST_COST.passage || this.#spent + cost > MOST_COST.stretch) {
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
