import { cutText } from '../text-steps.js';

/** A part of a text that can be read by itself. */
export interface SourceBlock {
  /** As it stands, with the blank lines behind it. The blocks joined are the text again. */
  readonly raw: string;
  /**
   *   markup: to be parsed
   *   plain: too long to be
   *   code: begins with a fence; costs no more than its length, however long it is
   */
  readonly kind: 'markup' | 'plain' | 'code';
  /** Goes on with the list that the block before it began. */
  readonly continuesList: boolean;
  /** Its list goes on in the next block. */
  readonly endsInList: boolean;
  /** Stays as it is, whatever comes behind the text. */
  readonly isFinal: boolean;
}

/** In UTF-16 units. What a parser needs for a block may grow with the square of its length. */
export const MAX_BLOCK = 5_000;
/** What a browser lays out at once. */
const PLAIN_PART = { weight: Number.POSITIVE_INFINITY, characters: MAX_BLOCK };
/** A list of more characters is read in parts, each of whole items. */
const LIST_PART = 2_000;

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

/**
 * Cuts a text where any block ends for certain, whatever markup stands in it: at blank lines, and at both ends of code. Line by
 * line, in time that grows as the length does.
 *
 * Law: a final block is cut off in the same way however the text goes on.
 *
 * @param isInList the text goes on with a list, whose part was cut off before
 */
export function* splitBlocks(source: string, isInList = false): Generator<SourceBlock> {
  let begin = 0;
  let goesOn = isInList;
  while (begin < source.length) {
    const found = findBlock(source, begin);
    const raw = source.slice(begin, found.end);
    const { isCode, isTooDeep, isFinal, isCutInList: endsInList } = found;
    begin = found.end;
    const isPlain = !isCode && (isTooDeep || raw.trimEnd().length > MAX_BLOCK);
    if (isPlain) {
      for (let from = 0; from < raw.length; ) {
        const to = cutText(raw, from, PLAIN_PART);
        const part = { raw: raw.slice(from, to), kind: 'plain', continuesList: false, endsInList } as const;
        yield { ...part, isFinal: isFinal || to < raw.length };
        from = to;
      }
    } else {
      yield { raw, kind: isCode ? 'code' : 'markup', continuesList: goesOn, endsInList, isFinal };
    }
    goesOn = endsInList;
  }
}

interface FoundBlock {
  readonly end: number;
  readonly isCode: boolean;
  readonly isTooDeep: boolean;
  readonly isFinal: boolean;
  readonly isCutInList: boolean;
}

function findBlock(source: string, begin: number): FoundBlock {
  /** What closes the open fence; what ends the open HTML. */
  let fence: string | undefined;
  let verbatim: RegExp | undefined;
  let list: string | undefined;
  let hasBegun = false;
  let isCode = false;
  let isTooDeep = false;
  let hasHtml = false;
  let afterBlank = false;
  const endAt = (end: number, isFinal: boolean, isCutInList = false) => ({
    end,
    isCode,
    isTooDeep,
    isFinal,
    isCutInList,
  });

  for (let at = begin; at < source.length; ) {
    const lineEnd = source.indexOf('\n', at);
    const next = lineEnd < 0 ? source.length : lineEnd + 1;
    const line = source.slice(at, lineEnd < 0 ? next : lineEnd);
    if (fence) {
      const closing = line.trim();
      if (closing.startsWith(fence) && closing === fence[0]!.repeat(closing.length) && /^ {0,3}\S/.test(line)) {
        fence = undefined;
        if (isCode) {
          const end = skipBlank(source, next);
          return endAt(end, end < source.length);
        }
      }
    } else if (verbatim) {
      if (verbatim.test(line)) verbatim = undefined;
    } else if (!line.trim()) {
      afterBlank = hasBegun;
    } else {
      const opening = FENCE.exec(line)?.[1];
      if (hasBegun && /^\S/.test(line)) {
        const isWhole = lineEnd >= 0;
        // `1` may become `1. item`, and a fence, with a backtick behind it, a passage.
        if (afterBlank && !(list && LIST_ITEM.test(line))) return endAt(at, isWhole || !list || !/^\d/.test(line));
        if (opening && !hasHtml) return endAt(at, isWhole);
        if (list && at - begin >= LIST_PART && TOP_ITEM.exec(line)?.[1] === list) return endAt(at, true, true);
      }
      if (!hasBegun) {
        isCode = opening !== undefined;
        if (LIST_ITEM.test(line)) list = TOP_ITEM.exec(line)?.[1] ?? 'none';
      }
      hasBegun = true;
      afterBlank = false;
      hasHtml ||= /^ {0,3}</.test(line);
      isTooDeep ||= TOO_DEEP.test(line) && !RULE.test(line);
      fence = opening;
      verbatim = opening ? undefined : verbatimEnd(line);
    }
    at = next;
  }
  return endAt(source.length, false);
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
