import { type Colour, contrast, formatColour, readColour } from './colour.js';

/** Private tokens and their values. They apply unless the page sets the public token (`--xo-accent`). */
export type ThemeTokens = readonly (readonly [name: string, value: string])[];

/** Minimum contrast of text and background (WCAG 2.2 AA). */
const MIN_CONTRAST = 4.5;

const WHITE: Colour = [255, 255, 255];
const BLACK: Colour = [0, 0, 0];
/** Colour of bubbles in a light window without branding (styles/tokens.ts). */
const BUBBLE: Colour = [240, 242, 246];

/** Returns the first colour found at these paths. */
function pick(theme: unknown, ...paths: string[]): Colour | undefined {
  for (const path of paths) {
    let value = theme;
    for (const name of path.split('.')) {
      value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
    }
    const colour = readColour(value);
    if (colour) return colour;
  }
  return undefined;
}

/**
 * Reads the platform's branding: its v3 sections, else the older fields (docs/protocol.md §1.7). Only accepts readable
 * combinations: where the contrast is too low, the window keeps its own colours, or uses black or white text. The
 * platform's colours are meant for a light window; a dark window only uses the accent.
 *
 * @returns no tokens if the answer is invalid or the theme is inactive
 */
export function readTheme(theme: unknown): ThemeTokens {
  if (typeof theme !== 'object' || theme === null || (theme as { activeTheme?: unknown }).activeTheme === false)
    return [];
  const tokens: [string, string][] = [];
  const set = (name: string, colour: Colour, scheme = 'light') =>
    void tokens.push([`--_${scheme}-${name}`, formatColour(colour)]);

  const accent = pick(
    theme,
    'v3.body.user_message.bg_color',
    'v3.general.colors.primary',
    'v3.chat_bubble.primary_color',
    'userMessage.bubbleColor',
  );
  if (accent) {
    const wanted = pick(theme, 'v3.body.user_message.color', 'userMessage.fontColor');
    const plain = contrast(WHITE, accent) >= contrast(BLACK, accent) ? WHITE : BLACK;
    for (const scheme of ['light', 'dark']) {
      set('accent', accent, scheme);
      set('on-accent', wanted && contrast(wanted, accent) >= MIN_CONTRAST ? wanted : plain, scheme);
    }
  }

  const surface = pick(theme, 'v3.body.background.color', 'widgetBody.backgroundColor');
  const bubble = pick(theme, 'v3.body.bot_message.bg_color', 'botMessage.bubbleColor');
  const text = pick(theme, 'v3.body.bot_message.color', 'v3.general.colors.primary_text', 'botMessage.fontColor');
  // The window's muted text colour requires a nearly white background.
  const light = [surface, bubble].every((ground) => ground && contrast(BLACK, ground) > 15);
  if (
    surface &&
    bubble &&
    text &&
    light &&
    [surface, bubble].every((ground) => contrast(text, ground) >= MIN_CONTRAST)
  ) {
    set('surface', surface);
    set('bubble', bubble);
    set('text', text);
  }
  const grounds = tokens.some(([name]) => name === '--_light-surface') ? [surface, bubble] : [WHITE, BUBBLE];
  if (accent && grounds.every((ground) => ground && contrast(accent, ground) >= MIN_CONTRAST)) set('link', accent);
  return tokens;
}
