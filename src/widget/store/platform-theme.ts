import { type Colour, contrast, formatColour, readColour } from './colour.js';

/** Private tokens and their values: between what the page sets (`--xo-accent`) and the defaults. */
export type ThemeTokens = readonly (readonly [name: string, value: string])[];

/** What words need on their ground (WCAG 2.2 AA). */
const READABLE = 4.5;

const WHITE: Colour = [255, 255, 255];
const BLACK: Colour = [0, 0, 0];
/** Bubbles of a light window without branding (styles/tokens.ts). */
const BUBBLE: Colour = [240, 242, 246];

/** The first of these places that holds a colour. */
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
 * Reads the branding of the platform: its v3 sections, else the older ones beside them (protocol.md §1.7). Gives only what can be
 * read by everybody: where words would not stand out from their ground, the window keeps its own colours, or takes black or white
 * words. Colours of the platform are meant for a light window; a dark one takes the accent alone.
 *
 * @returns no tokens for an answer that is none, or that switches the theme off
 */
export function readTheme(theme: unknown): ThemeTokens {
  if (typeof theme !== 'object' || theme === null || (theme as { activeTheme?: unknown }).activeTheme === false)
    return [];
  const tokens: [string, string][] = [];
  const set = (name: string, colour: Colour, look = 'light') =>
    void tokens.push([`--_${look}-${name}`, formatColour(colour)]);

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
    for (const look of ['light', 'dark']) {
      set('accent', accent, look);
      set('on-accent', wanted && contrast(wanted, accent) >= READABLE ? wanted : plain, look);
    }
  }

  const surface = pick(theme, 'v3.body.background.color', 'widgetBody.backgroundColor');
  const bubble = pick(theme, 'v3.body.bot_message.bg_color', 'botMessage.bubbleColor');
  const text = pick(theme, 'v3.body.bot_message.color', 'v3.general.colors.primary_text', 'botMessage.fontColor');
  // The muted words of the window are made for a nearly white ground.
  const light = [surface, bubble].every((ground) => ground && contrast(BLACK, ground) > 15);
  if (surface && bubble && text && light && [surface, bubble].every((ground) => contrast(text, ground) >= READABLE)) {
    set('surface', surface);
    set('bubble', bubble);
    set('text', text);
  }
  const grounds = tokens.some(([name]) => name === '--_light-surface') ? [surface, bubble] : [WHITE, BUBBLE];
  if (accent && grounds.every((ground) => ground && contrast(accent, ground) >= READABLE)) set('link', accent);
  return tokens;
}
