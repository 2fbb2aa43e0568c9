import { describe, expect, it } from 'vitest';
import { findGlobalUses } from '../support/global-uses.js';
import { parseSource, readSources } from '../support/source-tree.js';

/**
 * Each outside thing comes in through one door, so that a test can stand in that door, and a reader knows where to look.
 * A door is a file, or a folder when it ends with a slash.
 */
interface Rule {
  readonly thing: string;
  /** Names as `findGlobalUses` gives them; a name stands for its members too. */
  readonly globals: readonly string[];
  readonly doors: readonly string[];
}

const RULES: readonly Rule[] = [
  { thing: 'the socket', globals: ['WebSocket'], doors: ['src/rtm/', 'src/client/'] },
  {
    thing: 'HTTP',
    globals: ['fetch', 'XMLHttpRequest', 'EventSource', 'navigator.sendBeacon'],
    // The chat window asks the page's own server for a JWT: not the platform, and no business of http/.
    doors: [
      'src/http/',
      'src/client/',
      'src/widget/store/jwt-endpoint.ts',
      'src/admin/options.ts',
      'src/inspector/act.ts',
      'src/inspector/live-trace.ts',
    ],
  },
  {
    thing: 'time',
    globals: [
      'setTimeout',
      'setInterval',
      'clearTimeout',
      'Date.now',
      'new Date()',
      'performance',
      'AbortSignal.timeout',
    ],
    // The emulator has doors of its own: its timers, and the default of its option `clock`.
    doors: ['src/lib/clock.ts', 'src/emulator/lib/timers.ts', 'src/emulator/options/platform-options.ts'],
  },
  {
    thing: 'chance',
    globals: ['Math.random', 'crypto'],
    doors: ['src/lib/', 'src/client/', 'src/server/', 'src/emulator/lib/'],
  },
  { thing: 'the console', globals: ['console'], doors: ['src/lib/logger.ts', 'src/cli/'] },
  {
    thing: 'storage',
    globals: ['localStorage', 'sessionStorage', 'indexedDB', 'caches'],
    doors: ['src/client/', 'src/widget/store/draft-store.ts'],
  },
  {
    thing: 'the page',
    globals: ['document', 'customElements', 'location', 'history', 'matchMedia', 'requestAnimationFrame'],
    doors: ['src/widget/', 'src/script-tag.ts', 'src/inspector/'],
  },
  {
    thing: 'the process',
    globals: ['process', 'Buffer', 'setImmediate'],
    // The rest of the emulator is a core that also runs in pages.
    doors: ['src/emulator/persistence/', 'src/emulator/server/', 'src/cli/', 'src/server/'],
  },
  // Code from strings: nowhere at all.
  { thing: 'code from strings', globals: ['eval', 'Function'], doors: [] },
];

const isBehind = (path: string, door: string) => (door.endsWith('/') ? path.startsWith(door) : path === door);

function findTrespasses(path: string, text: string): string[] {
  const uses = findGlobalUses(parseSource(path, text));
  return RULES.filter(({ doors }) => !doors.some((door) => isBehind(path, door))).flatMap(({ thing, globals }) =>
    uses
      .filter(({ name }) => globals.some((global) => name === global || name.startsWith(`${global}.`)))
      .map(({ name, line }) => `${path}:${line} reaches ${thing} by itself: ${name}`),
  );
}

describe('one door per outside thing', () => {
  it('is kept by every source file', () => {
    expect(readSources().flatMap(({ path, text }) => findTrespasses(path, text))).toEqual([]);
  });
});

describe('the check of the doors', () => {
  it.each([
    ['a call', 'export const x = () => fetch("/");'],
    ['a value handed on', 'export const x = { get: fetch };'],
    ['a default', 'export const x = (get = fetch) => get;'],
    ['a shorthand', 'export const x = { fetch };'],
    ['the way over globalThis', 'const fetch = globalThis.fetch; export { fetch };'],
    ['taking it out of globalThis', 'const { fetch } = globalThis; export { fetch };'],
    ['a member in quotes', 'export const x = self["fetch"];'],
    ['code inside a cast', 'export const x = (fetch as unknown)!;'],
    ['the clock read by new Date', 'export const x = () => new Date();'],
    ['a member of a global', 'export const x = Date.now;'],
  ])('sees %s', (_, text) => {
    expect(findTrespasses('src/rtm/x.ts', text)).toHaveLength(1);
  });

  it.each([
    ['a parameter', 'export const x = (fetch: () => void) => fetch();'],
    ['an option', 'export const x = ({ fetch }: { fetch(): void }) => fetch();'],
    ['a member of something else', 'export const x = (o: { fetch(): void }) => o.fetch();'],
    ['a type', 'export type X = typeof globalThis.fetch;'],
    ['a key', 'export const x = { fetch: 1 };'],
    ['a method', 'export class X { fetch() {} }'],
    ['a comment', '// fetch() and eval()\nexport const x = 1;'],
    ['a moment that is given', 'export const x = new Date(0);'],
  ])('does not mind %s', (_, text) => {
    expect(findTrespasses('src/rtm/x.ts', text)).toEqual([]);
  });
});
