import { describe, expect, it } from 'vitest';
import { findGlobalUses } from '../support/global-uses.js';
import { parseSource, readSources } from '../support/source-tree.js';

/**
 * The code may use each external resource only in a few places, so that a test can replace it there, and a reader knows where to look.
 * A place is a file, or a folder when it ends with a slash.
 */
interface Rule {
  readonly resource: string;
  /** Names as `findGlobalUses` returns them; a name includes its members. */
  readonly globals: readonly string[];
  readonly allowedIn: readonly string[];
}

const RULES: readonly Rule[] = [
  { resource: 'the socket', globals: ['WebSocket'], allowedIn: ['src/rtm/', 'src/client/'] },
  {
    resource: 'HTTP',
    globals: ['fetch', 'XMLHttpRequest', 'EventSource', 'navigator.sendBeacon'],
    // client/ requests a JWT from the page's own server. That is not a call of the platform, so it does not need http/.
    allowedIn: [
      'src/http/',
      'src/client/',
      'src/admin/options.ts',
      'src/inspector/act.ts',
      'src/inspector/live-trace.ts',
    ],
  },
  {
    resource: 'time',
    globals: [
      'setTimeout',
      'setInterval',
      'clearTimeout',
      'Date.now',
      'new Date()',
      'performance',
      'AbortSignal.timeout',
    ],
    // The emulator has its own timers, and a default for its option `clock`.
    allowedIn: ['src/lib/clock.ts', 'src/emulator/lib/timers.ts', 'src/emulator/options/platform-options.ts'],
  },
  {
    resource: 'randomness',
    globals: ['Math.random', 'crypto'],
    allowedIn: ['src/lib/', 'src/client/', 'src/server/', 'src/emulator/lib/'],
  },
  { resource: 'the console', globals: ['console'], allowedIn: ['src/lib/logger.ts', 'src/cli/'] },
  {
    resource: 'storage',
    globals: ['localStorage', 'sessionStorage', 'indexedDB', 'caches'],
    allowedIn: ['src/client/', 'src/widget/store/draft-store.ts'],
  },
  {
    resource: 'the page',
    globals: ['document', 'customElements', 'location', 'history', 'matchMedia', 'requestAnimationFrame'],
    allowedIn: ['src/widget/', 'src/script-tag.ts', 'src/inspector/'],
  },
  {
    resource: 'the process',
    globals: ['process', 'Buffer', 'setImmediate'],
    // The rest of the emulator also runs in pages.
    allowedIn: ['src/emulator/persistence/', 'src/emulator/server/', 'src/cli/', 'src/server/'],
  },
  // Evaluating code from strings is allowed nowhere.
  { resource: 'code from strings', globals: ['eval', 'Function'], allowedIn: [] },
];

const isIn = (path: string, place: string) => (place.endsWith('/') ? path.startsWith(place) : path === place);

function findForbiddenUses(path: string, text: string): string[] {
  const uses = findGlobalUses(parseSource(path, text));
  return RULES.filter(({ allowedIn }) => !allowedIn.some((place) => isIn(path, place))).flatMap(
    ({ resource, globals }) =>
      uses
        .filter(({ name }) => globals.some((global) => name === global || name.startsWith(`${global}.`)))
        .map(({ name, line }) => `${path}:${line} must not access ${resource}: ${name}`),
  );
}

describe('external resources', () => {
  it('are used only where the list allows it', () => {
    expect(readSources().flatMap(({ path, text }) => findForbiddenUses(path, text))).toEqual([]);
  });
});

describe('the check of external resources', () => {
  it.each([
    ['a call', 'export const x = () => fetch("/");'],
    ['a value that is passed on', 'export const x = { get: fetch };'],
    ['a default', 'export const x = (get = fetch) => get;'],
    ['a shorthand', 'export const x = { fetch };'],
    ['a member of globalThis', 'const fetch = globalThis.fetch; export { fetch };'],
    ['destructuring of globalThis', 'const { fetch } = globalThis; export { fetch };'],
    ['a member in quotes', 'export const x = self["fetch"];'],
    ['code inside a cast', 'export const x = (fetch as unknown)!;'],
    ['the clock read by new Date', 'export const x = () => new Date();'],
    ['a member of a global', 'export const x = Date.now;'],
  ])('finds %s', (_, text) => {
    expect(findForbiddenUses('src/rtm/x.ts', text)).toHaveLength(1);
  });

  it.each([
    ['a parameter', 'export const x = (fetch: () => void) => fetch();'],
    ['an option', 'export const x = ({ fetch }: { fetch(): void }) => fetch();'],
    ['a member of something else', 'export const x = (o: { fetch(): void }) => o.fetch();'],
    ['a type', 'export type X = typeof globalThis.fetch;'],
    ['a key', 'export const x = { fetch: 1 };'],
    ['a method', 'export class X { fetch() {} }'],
    ['a comment', '// fetch() and eval()\nexport const x = 1;'],
    ['a Date of a given time', 'export const x = new Date(0);'],
  ])('ignores %s', (_, text) => {
    expect(findForbiddenUses('src/rtm/x.ts', text)).toEqual([]);
  });
});
