/**
 * Of marks that stand on one character, so many are drawn. Living scripts use five at most; the flags of regions need seven
 * invisible characters behind one sign.
 */
const MOST_MARKS = 12;

/** Marks and characters without a shape of their own (joiners, variations, tags), more than that in a row. */
const TOO_MANY = /([\p{M}\p{Cf}]{12})[\p{M}\p{Cf}]+/gu;
/** Below the first combining mark, U+0300, only the soft hyphen is one of these. */
const MAY_HAVE_MARKS = /[^\0-\u00ac\u00ae-\u02ff]/;

/**
 * The text without the marks that pile up on one character. A browser lays out each such pile in time that grows with the
 * square of its height, and it covers the lines above and below.
 */
export function limitMarks(text: string): string {
  return text.length > MOST_MARKS && MAY_HAVE_MARKS.test(text) ? text.replace(TOO_MANY, '$1') : text;
}
