import { cutText, ONE_STEP, weigh } from '../../lib/text-steps.js';

/** Where the cutting of a text stands: it can go on from there when the text has grown. All places are in the text. */
export interface SplitState {
  /** Where the next part begins, and the block that it belongs to. */
  readonly from: number;
  readonly begin: number;
  /** The line that is to be looked at next. */
  readonly at: number;
  /** The block is a part of a list that was begun before it. */
  readonly continuesList: boolean;
  readonly hasBegun: boolean;
  readonly isCode: boolean;
  readonly isTooDeep: boolean;
  readonly hasHtml: boolean;
  readonly afterBlank: boolean;
  readonly weight: number;
  /** What closes the open fence; what ends the open HTML; the sign of the list's items. */
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

/** A part of a text that can be read by itself. */
export interface SourceBlock {
  /** As it stands, with the blank lines behind it. The parts joined are the text again. */
  readonly raw: string;
  /**
   *   markup: to be parsed
   *   plain: too much for that
   *   code: begins with a fence; costs no more than its length, however long it is
   */
  readonly kind: 'markup' | 'plain' | 'code';
  /** Goes on with the list that the block before it began. */
  readonly continuesList: boolean;
  /** Its list goes on in the next block. */
  readonly endsInList: boolean;
  /** Stays as it is, however the text goes on. */
  readonly isFinal: boolean;
  /** From where to go on behind it. */
  readonly next: SplitState;
}

/** In UTF-16 units. What a parser needs for a block may grow with the square of its length. */
export const MAX_BLOCK = 5_000;
/** In the weight of text-steps.ts: a table of some hundred rows. More elements are laid out too slowly, in one piece. */
const MAX_WEIGHT = 12_000;
/** What is drawn in one step: in a longer part, all that was there before would be laid out anew. */
const PLAIN_PART = ONE_STEP;
/** A list of more is read in parts, each of whole items. */
const LIST_PART = { weight: ONE_STEP.weight, characters: 2_000 };

const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
const LIST_ITEM = /^ {0,3}(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)/;
/** Of the outermost list; with the sign that all of its items have. */
const TOP_ITEM = /^(?:\d{1,9}(?=[.)]))?([-+*.)])[ \t]/;
/** HTML in which blank lines end nothing, and what ends it (CommonMark 4.6). */
const VERBATIM: readonly (readonly [RegExp, RegExp])[] = [
  [/^ {0,3}<(?:pre|script|style|textarea)(?:[\s>]|$)/i, /<\/(?:pre|script|style|textarea)>/i],
  [/^ {0,3}<!--/, /-->/],
  [/^ {0,3}<\?/, /\?>/],
  [/^ {0,3}<!\[CDATA\[/, /\]\]>/],
  [/^ {0,3}<![a-z]/i, />/],
];

/** So many quotes and lists in each other, begun on one line, say nothing; parsers take them apart one by one. */
const TOO_DEEP = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){10}/;
const RULE = /^ {0,3}([-*])(?:[ \t]*\1)+[ \t]*$/;

/** Of a line end, wherever lines are weighed without it. */
const LINE_WEIGHT = weigh('\n');

/**
 * Cuts a text where any block ends for certain, whatever markup stands in it: at blank lines, and at both ends of code. Line by
 * line, in time that grows as the length does.
 *
 * Law: a final block is cut off in the same way however the text goes on.
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
  /** What is known of the block; and without the last line, if that may still grow. */
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
    const goOn = (change: Partial<SplitState>) => {
      state = { ...state, at: next, weight: state.weight + weigh(line) + LINE_WEIGHT, ...change };
      if (isWhole) resume = state;
    };
    if (fence) {
      const isClosed = closes(line, fence);
      goOn(isClosed ? { fence: undefined } : {});
      if (isClosed && state.isCode) {
        const end = skipBlank(source, next);
        return endAt(end, end < source.length);
      }
    } else if (verbatim) {
      goOn(verbatim.test(line) ? { verbatim: undefined } : {});
    } else if (!line.trim()) {
      goOn({ afterBlank: hasBegun });
    } else {
      const opening = FENCE.exec(line)?.[1];
      if (hasBegun && /^\S/.test(line)) {
        // `1` may become `1. item`, and a fence, with a backtick behind it, a passage.
        if (afterBlank && !(list && LIST_ITEM.test(line))) return endAt(at, isWhole || !list || !/^\d/.test(line));
        if (opening && !state.hasHtml) return endAt(at, isWhole);
        const isLong = at - begin >= LIST_PART.characters || state.weight >= LIST_PART.weight;
        if (list && isLong && TOP_ITEM.exec(line)?.[1] === list) return endAt(at, true, true);
      }
      const first = !hasBegun && {
        isCode: opening !== undefined,
        list: LIST_ITEM.test(line) ? (TOP_ITEM.exec(line)?.[1] ?? 'inner') : undefined,
      };
      goOn({
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

/** Whether a line closes a fence: at least as many of the same sign, and nothing else. */
function closes(line: string, fence: string): boolean {
  const signs = line.trim();
  return signs.startsWith(fence) && /^ {0,3}\S/.test(line) && signs === fence.charAt(0).repeat(signs.length);
}

function verbatimEnd(line: string): RegExp | undefined {
  const [, end] = VERBATIM.find(([begin]) => begin.test(line)) ?? [];
  return end?.test(line) ? undefined : end;
}

/** Where the next line begins that is not blank. */
function skipBlank(source: string, from: number): number {
  let begin = from;
  for (let at = from; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (code === 10) begin = at + 1;
    else if (code !== 32 && code !== 9) return begin;
  }
  return source.length;
}
