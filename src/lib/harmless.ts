/**
 * C0 and C1 controls (ESC and line breaks among them), line and paragraph separators, and format characters such as the bidi
 * overrides. The two joiners stay: emoji and whole languages are written with them, and they move nothing.
 */
const STEERS = /[\p{Cc}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu;

/**
 * Makes a text of strangers fit for one line of a terminal: each character that could move the cursor, run a command of the
 * terminal, begin a new line or turn the direction of writing becomes U+FFFD.
 */
export function harmless(line: string): string {
  return line.replace(STEERS, '\uFFFD');
}

/** The same for a text of several lines, which stay apart. */
export function harmlessLines(text: string): string {
  return text.split('\n').map(harmless).join('\n');
}
