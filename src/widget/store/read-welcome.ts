import type { QuickStart, WelcomeStrings } from './welcome-strings.js';

/** More than this is no beginning, but a menu. */
const MOST_STARTS = 8;

/** What lies at `a.b.c`. */
function at(value: unknown, path: string): unknown {
  let found = value;
  for (const name of path.split('.')) {
    found = typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[name] : undefined;
  }
  return found;
}

function words(value: unknown, path: string): string | undefined {
  const found = at(value, path);
  return typeof found === 'string' && found.trim() ? found.trim() : undefined;
}

/** An action of the branding: `value` is what is sent, or the address (protocol.md §6.1). */
function readStart(raw: unknown): QuickStart | undefined {
  const title = words(raw, 'title');
  if (!title) return undefined;
  const value = words(raw, 'action.value') ?? words(raw, 'value') ?? title;
  const type = words(raw, 'action.type') ?? words(raw, 'type');
  return type === 'url' || type === 'web_url' ? { title, url: value } : { title, payload: value };
}

const readStarts = (raw: unknown): QuickStart[] =>
  Array.isArray(raw) ? raw.slice(0, MOST_STARTS).flatMap((each) => readStart(each) ?? []) : [];

/**
 * The welcome screen of the platform's branding (protocol.md §1.7, §7.2): title, words, logo, quick starts, links.
 *
 * @returns undefined where it is switched off, or says nothing
 */
export function readWelcome(theme: unknown): WelcomeStrings | undefined {
  const screen = at(theme, 'v3.welcome_screen');
  if (at(theme, 'activeTheme') === false || at(screen, 'show') !== true) return undefined;
  const title = words(screen, 'title.name');
  const lines = [words(screen, 'sub_title.name'), words(screen, 'note.name')].filter(Boolean);
  const picture = words(screen, 'logo.logo_url');
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
