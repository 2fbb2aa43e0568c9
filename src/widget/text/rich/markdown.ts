import { Lexer, Marked, type Token, type TokenizerExtension } from 'marked';
import { MACRO } from './macros.js';

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
    // Without a memory of open tags: TreeBuilder has it, and knows which of them are allowed.
    tag(source) {
      const [raw] = this.rules.inline.tag.exec(source) ?? [];
      if (!raw) return undefined;
      return { type: 'html', raw, text: raw, inLink: false, inRawBlock: false, block: false };
    },
  },
});

/**
 * Markdown as bots write it, as tokens: CommonMark, tables, strikethrough and autolinks of GFM, and the platform's dialect
 * (protocol.md §6.6). What `*` and `~` mean is decided where the tokens become nodes.
 *
 * @param links what is defined so far; further definitions are added to it
 */
export function readBlocks(source: string, links: LinkDefinitions): Token[] {
  const lexer = new Lexer(defaults);
  lexer.tokens.links = links;
  return lexer.lex(source);
}

/** The same for the inside of one paragraph. */
export function readInline(source: string, links: LinkDefinitions): Token[] {
  const lexer = new Lexer(defaults);
  lexer.tokens.links = links;
  return lexer.inlineTokens(source);
}
