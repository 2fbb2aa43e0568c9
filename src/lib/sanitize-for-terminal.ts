/**
 * C0 and C1 controls (including ESC and line breaks), line and paragraph separators, and format characters such as the bidi
 * overrides. ZWNJ and ZWJ are exempt: emoji and whole writing systems need them, and they cannot move the cursor.
 */
const CONTROL_CHARACTERS = /[\p{Cc}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu;

/**
 * Makes untrusted text safe to print as one line of a terminal. Replaces each character that could move the cursor, start an
 * escape sequence, begin a new line or change the text direction with U+FFFD.
 */
export function sanitizeForTerminal(line: string): string {
  return line.replace(CONTROL_CHARACTERS, '\uFFFD');
}

/** Does the same for a text of several lines and keeps its line breaks. */
export function sanitizeLinesForTerminal(text: string): string {
  return text.split('\n').map(sanitizeForTerminal).join('\n');
}
