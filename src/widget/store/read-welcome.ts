import type { QuickStart, WelcomeStrings } from './welcome-strings.js';

/** Maximum number of quick starts. */
const MAX_STARTS = 8;

/** Returns the value at a path such as `a.b.c`. */
function at(value: unknown, path: string): unknown {
  let found = value;
  for (const name of path.split('.')) {
    found = typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[name] : undefined;
  }
  return found;
}

function textAt(value: unknown, path: string): string | undefined {
  const found = at(value, path);
  return typeof found === 'string' && found.trim() ? found.trim() : undefined;
}

/** Reads an action of the branding: `value` is the payload or the address (docs/protocol.md §6.1). */
function readStart(raw: unknown): QuickStart | undefined {
  const title = textAt(raw, 'title');
  if (!title) return undefined;
  const value = textAt(raw, 'action.value') ?? textAt(raw, 'value') ?? title;
  const type = textAt(raw, 'action.type') ?? textAt(raw, 'type');
  return type === 'url' || type === 'web_url' ? { title, url: value } : { title, payload: value };
}

const readStarts = (raw: unknown): QuickStart[] =>
  Array.isArray(raw) ? raw.slice(0, MAX_STARTS).flatMap((each) => readStart(each) ?? []) : [];

/**
 * Reads the welcome screen of the platform's branding (docs/protocol.md §1.7, §7.2): title, texts, logo, quick starts,
 * links.
 *
 * @returns undefined if it is switched off or empty
 */
export function readWelcome(theme: unknown): WelcomeStrings | undefined {
  const screen = at(theme, 'v3.welcome_screen');
  if (at(theme, 'activeTheme') === false || at(screen, 'show') !== true) return undefined;
  const title = textAt(screen, 'title.name');
  const lines = [textAt(screen, 'sub_title.name'), textAt(screen, 'note.name')].filter(Boolean);
  const picture = textAt(screen, 'logo.logo_url');
  const starts = at(screen, 'starter_box.quick_start_buttons');
  const links = at(screen, 'static_links');
  const quickStarts = [
    ...(at(starts, 'show') === false ? [] : readStarts(at(starts, 'buttons'))),
    ...(at(links, 'show') === true ? readStarts(at(links, 'links')) : []),
  ];
  if (!title && lines.length === 0 && quickStarts.length === 0) return undefined;
  return {
    ...(title && { title }),
    ...(lines.length > 0 && { text: lines.join('\n') }),
    ...(picture && { picture }),
    quickStarts,
  };
}
