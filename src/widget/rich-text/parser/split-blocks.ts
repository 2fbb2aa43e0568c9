import { cutText, ONE_STEP, weigh } from '../../lib/text-steps.js';

/** State from which splitting can resume when the text has grown. All positions are offsets in the text. */
export interface SplitState {
  /** Where the next part begins, and where the block begins that it belongs to. */
  readonly from: number;
  readonly begin: number;
  /** Where the next line begins. */
  readonly at: number;
  /** True if the block continues a list that began in an earlier block. */
  readonly continuesList: boolean;
  readonly hasBegun: boolean;
  readonly isCode: boolean;
  readonly isTooDeep: boolean;
  readonly hasHtml: boolean;
  readonly afterBlank: boolean;
  readonly weight: number;
  /** The opening fence of the current code, the pattern that ends the current HTML, and the marker of the list's items. */
  readonly fence: string | undefined;
  readonly verbatim: RegExp | undefined;
  readonly list: string | undefined;
}

const beginAt = (at: number, continuesList: boolean): SplitState => ({
  from: at,
  begin: at,
  at,
  continuesList,
  hasBegun: false,
  isCode: false,
  isTooDeep: false,
  hasHtml: false,
  afterBlank: false,
  weight: 0,
  fence: undefined,
  verbatim: undefined,
  list: undefined,
});

export const TEXT_BEGINS: SplitState = beginAt(0, false);

/** A part of a text that can be parsed by itself. */
export interface SourceBlock {
  /** The unchanged source, with the blank lines that follow. All parts joined are the text again. */
  readonly raw: string;
  /**
   *   markup: to be parsed
   *   plain: too long or too deeply nested to be parsed
   *   code: begins with a fence; its cost is linear in its length, so it may have any length
   */
  readonly kind: 'markup' | 'plain' | 'code';
  /** True if this block continues the list of the block before it. */
  readonly continuesList: boolean;
  /** True if the list of this block continues in the next one. */
  readonly endsInList: boolean;
  /** True if the block stays the same however the text continues. */
  readonly isFinal: boolean;
  /** The state from which splitting resumes after this block. */
  readonly next: SplitState;
}

/** In UTF-16 units. The time to parse a block may grow with the square of its length. */
export const MAX_BLOCK = 5_000;
/** In the weight of text-steps.ts: a table of a few hundred rows. Laying out more elements at once takes too long. */
const MAX_WEIGHT = 12_000;
/** Plain text is cut into parts of one drawing step: growing a longer part would lay out all of it again with each step. */
const PLAIN_PART = ONE_STEP;
/** A longer list is parsed in parts, each of whole items. */
const LIST_PART = { weight: ONE_STEP.weight, characters: 2_000 };

const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
const LIST_ITEM = /^ {0,3}(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)/;
/** An item of the outermost list; captures the marker that all of its items share. */
const TOP_ITEM = /^(?:\d{1,9}(?=[.)]))?([-+*.)])[ \t]/;
/** The start and end of HTML that blank lines do not end (CommonMark 4.6). */
const VERBATIM: readonly (readonly [RegExp, RegExp])[] = [
  [/^ {0,3}<(?:pre|script|style|textarea)(?:[\s>]|$)/i, /<\/(?:pre|script|style|textarea)>/i],
  [/^ {0,3}<!--/, /-->/],
  [/^ {0,3}<\?/, /\?>/],
  [/^ {0,3}<!\[CDATA\[/, /\]\]>/],
  [/^ {0,3}<![a-z]/i, />/],
];

/** Ten or more nested quotes and lists that begin on one line. They are no real content, and parsing each level is costly. */
const TOO_DEEP = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){10}/;
const RULE = /^ {0,3}([-*])(?:[ \t]*\1)+[ \t]*$/;

/** Lines are weighed without their line end; this adds it. */
const LINE_WEIGHT = weigh('\n');

/**
 * Splits a text where every block is certain to end, whatever markup it contains: at blank lines and at both ends of fenced code.
 * Works line by line, in linear time.
 *
 * Invariant: a final block is split off in the same way however the text continues.
 */
export function* splitBlocks(source: string, start: SplitState = TEXT_BEGINS): Generator<SourceBlock> {
  let state = start;
  while (state.from < source.length) {
    const { end, isFinal, endsInList, found, resume } = findEnd(source, state);
    const { continuesList } = state;
    const length = source.slice(state.begin, end).trimEnd().length;
    const next = beginAt(end, endsInList);
    const isPlain =
      !found.isCode && (state.from > state.begin || found.isTooDeep || length > MAX_BLOCK || found.weight > MAX_WEIGHT);
    if (isPlain) {
      const text = source.slice(0, end);
      for (let { from } = state; from < end; ) {
        const to = cutText(text, from, PLAIN_PART);
        yield {
          raw: source.slice(from, to),
          kind: 'plain',
          continuesList: false,
          endsInList,
          isFinal: isFinal || to < end,
          next: to < end ? { ...resume, from: to } : next,
        };
        from = to;
      }
    } else {
      const kind = found.isCode ? 'code' : 'markup';
      yield { raw: source.slice(state.from, end), kind, continuesList, endsInList, isFinal, next };
    }
    state = next;
  }
}

interface FoundEnd {
  readonly end: number;
  readonly isFinal: boolean;
  readonly endsInList: boolean;
  /** The state at the end of the block, and the state to resume from: without the last line, if that may still grow. */
  readonly found: SplitState;
  readonly resume: SplitState;
}

function findEnd(source: string, start: SplitState): FoundEnd {
  let state = start;
  let resume = start;
  const endAt = (end: number, isFinal: boolean, endsInList = false) => ({
    end,
    isFinal,
    endsInList,
    found: state,
    resume,
  });

  while (state.at < source.length) {
    const { at, begin, fence, verbatim, list, hasBegun, afterBlank } = state;
    const lineEnd = source.indexOf('\n', at);
    const isWhole = lineEnd >= 0;
    const next = isWhole ? lineEnd + 1 : source.length;
    const line = source.slice(at, isWhole ? lineEnd : next);
    const advance = (change: Partial<SplitState>) => {
      state = { ...state, at: next, weight: state.weight + weigh(line) + LINE_WEIGHT, ...change };
      if (isWhole) resume = state;
    };
    if (fence) {
      const isClosed = closes(line, fence);
      advance(isClosed ? { fence: undefined } : {});
      if (isClosed && state.isCode) {
        const end = skipBlank(source, next);
        return endAt(end, end < source.length);
      }
    } else if (verbatim) {
      advance(verbatim.test(line) ? { verbatim: undefined } : {});
    } else if (!line.trim()) {
      advance({ afterBlank: hasBegun });
    } else {
      const opening = FENCE.exec(line)?.[1];
      if (hasBegun && /^\S/.test(line)) {
        // The line may be incomplete: `1` may become `1. item`, and a fence followed by a backtick becomes a passage.
        if (afterBlank && !(list && LIST_ITEM.test(line))) return endAt(at, isWhole || !list || !/^\d/.test(line));
        if (opening && !state.hasHtml) return endAt(at, isWhole);
        const isLong = at - begin >= LIST_PART.characters || state.weight >= LIST_PART.weight;
        if (list && isLong && TOP_ITEM.exec(line)?.[1] === list) return endAt(at, true, true);
      }
      const first = !hasBegun && {
        isCode: opening !== undefined,
        list: LIST_ITEM.test(line) ? (TOP_ITEM.exec(line)?.[1] ?? 'inner') : undefined,
      };
      advance({
        ...first,
        hasBegun: true,
        afterBlank: false,
        hasHtml: state.hasHtml || /^ {0,3}</.test(line),
        isTooDeep: state.isTooDeep || (TOO_DEEP.test(line) && !RULE.test(line)),
        fence: opening,
        verbatim: opening ? undefined : verbatimEnd(line),
      });
    }
  }
  return endAt(source.length, false);
}

/** Whether a line closes a fence: it consists of at least as many of the same character. */
function closes(line: string, fence: string): boolean {
  const signs = line.trim();
  return signs.startsWith(fence) && /^ {0,3}\S/.test(line) && signs === fence.charAt(0).repeat(signs.length);
}

function verbatimEnd(line: string): RegExp | undefined {
  const [, end] = VERBATIM.find(([begin]) => begin.test(line)) ?? [];
  return end?.test(line) ? undefined : end;
}

/** Returns where the next line begins that is not blank. */
function skipBlank(source: string, from: number): number {
  let begin = from;
  for (let at = from; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (code === 10) begin = at + 1;
    else if (code !== 32 && code !== 9) return begin;
  }
  return source.length;
}
