/**
 * The maximum number of marks on one character. Living scripts use five at most; the flags of regions need seven invisible
 * characters after one symbol.
 */
const MAX_MARKS = 12;

/** More than `MAX_MARKS` marks or characters without a shape of their own (joiners, variation selectors, tags) in a row. */
const TOO_MANY = /([\p{M}\p{Cf}]{12})[\p{M}\p{Cf}]+/gu;
/** A cheap test: below U+0300, the first combining mark, only the soft hyphen can match `TOO_MANY`. */
const MAY_HAVE_MARKS = /[^\0-\u00ac\u00ae-\u02ff]/;

/**
 * Removes excess combining marks ("Zalgo text"). A browser lays out a stack of marks in time that grows with the square of its
 * height, and the stack covers the lines above and below.
 */
export function limitCombiningMarks(text: string): string {
  return text.length > MAX_MARKS && MAY_HAVE_MARKS.test(text) ? text.replace(TOO_MANY, '$1') : text;
}
