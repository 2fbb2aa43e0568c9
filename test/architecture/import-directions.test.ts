import { describe, expect, it } from 'vitest';
import { COMPUTED, parseSource, readSources, readText, type SourceFile } from '../support/source-tree.js';

/**
 * Who may know whom. A house is a folder of `src/`; the public doors are files beside them. `import type` counts: a type
 * is knowledge too. `Types` marks what may be known by `import type` alone.
 */
interface Permission {
  readonly houses?: readonly string[];
  readonly houseTypes?: readonly string[];
  /** Folders inside other houses. */
  readonly folders?: readonly string[];
  readonly packages?: readonly string[];
}

const FOUNDATION = ['errors', 'lib'];
const HEADLESS = ['protocol', 'http', 'events', 'auth', 'rtm', 'conversation'];

const MAY_KNOW: Readonly<Record<string, Permission>> = {
  errors: {},
  lib: { houses: ['errors'] },
  protocol: { houses: FOUNDATION },
  events: { houses: FOUNDATION, packages: ['eventemitter3'] },
  http: { houses: FOUNDATION },
  auth: { houses: [...FOUNDATION, 'http', 'protocol'] },
  rtm: { houses: [...FOUNDATION, 'auth', 'http', 'protocol', 'events'] },
  conversation: { houses: [...FOUNDATION, 'protocol', 'events'] },
  client: { houses: [...FOUNDATION, ...HEADLESS] },
  // Its world comes in through ports, of which a client is one.
  attachments: { houses: FOUNDATION, houseTypes: ['protocol'] },
  'index.ts': { houses: [...FOUNDATION, ...HEADLESS, 'client'] },
  'index.node.ts': { houses: ['client', 'errors', 'index.ts'], houseTypes: ['rtm'], packages: ['ws'] },

  widget: {
    houses: [...FOUNDATION, 'client', 'attachments'],
    houseTypes: ['protocol', 'conversation', 'rtm'],
    // The parsers of templates: pure functions over a payload, which nobody needs but who draws it. Only in what loads later.
    folders: ['src/protocol/templates/'],
    // The last two only in what loads later (src/widget/text/rich/).
    packages: ['preact', 'emoji-words:', 'marked', 'character-entities-html4'],
  },
  react: { houses: [...FOUNDATION, 'client', 'widget'], packages: ['react'] },
  'script-tag.ts': { houses: ['widget'], packages: ['preact'] },
  'script-tag-all.ts': { houses: ['widget'] },
  'loader-tag.ts': { houses: ['client', 'widget', 'loaded-chat.ts'] },
  'loaded-chat.ts': { houses: ['client', 'widget'] },

  admin: { houses: [...FOUNDATION, 'http'] },
  server: { houses: FOUNDATION, packages: ['jose', 'rate-limiter-flexible', 'ipaddr.js', 'node:'] },
  // Never the codec at run time: one codec at both ends of the wire would hide its own bugs.
  emulator: { houses: FOUNDATION, houseTypes: ['protocol', 'server'], packages: ['ws', 'jose', 'node:'] },
  // A page of its own: what the emulator sends it, it knows by type alone.
  inspector: { houseTypes: ['emulator', 'protocol'], packages: ['preact'] },
  // Computed: the user's own bot script.
  cli: { houses: [...FOUNDATION, 'server', 'admin', 'emulator'], packages: ['node:', 'commander', 'string-width', COMPUTED] },
};

/** `src/rtm/socket.ts` → `rtm`, `src/index.ts` → `index.ts`. */
const houseOf = (path: string) => path.split('/')[1] ?? path;

function forbiddenImports({ path, imports }: SourceFile): string[] {
  const house = houseOf(path);
  const { houses = [], houseTypes = [], folders = [], packages = [] } = MAY_KNOW[house] ?? {};
  return imports
    .filter(({ specifier, target, typeOnly }) => {
      if (target === undefined) return !packages.some((name) => belongsTo(specifier, name));
      const other = houseOf(target);
      const isKnown = other === house || houses.includes(other) || (typeOnly && houseTypes.includes(other));
      return !isKnown && !folders.some((folder) => target.startsWith(folder));
    })
    .map(({ specifier, typeOnly }) => `${path} must not ${typeOnly ? 'import type' : 'import'} '${specifier}'`);
}

/** `preact/hooks` belongs to `preact`, `node:http` to `node:`. */
function belongsTo(specifier: string, name: string): boolean {
  return name.endsWith(':') ? specifier.startsWith(name) : specifier === name || specifier.startsWith(`${name}/`);
}

/** Files that import each other in a ring, each ring once. */
function findCycles(files: readonly SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const finished = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) {
      cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
    } else if (!finished.has(path)) {
      for (const { target } of byPath.get(path)?.imports ?? []) if (target) visit(target, [...trail, path]);
      finished.add(path);
    }
  };
  for (const { path } of files) visit(path, []);
  return cycles;
}

describe('import directions', () => {
  const sources = readSources();

  it('gives every house a place in the list', () => {
    expect([...new Set(sources.map(({ path }) => houseOf(path)))].filter((house) => !(house in MAY_KNOW))).toEqual([]);
  });

  it('has a row on the map for every house', () => {
    const map = readText('docs/ARCHITECTURE.md');
    const houses = [...new Set(sources.map(({ path }) => houseOf(path)))].filter((house) => !house.endsWith('.ts'));
    expect(houses.filter((house) => !map.includes(`| \`${house}/\` |`))).toEqual([]);
  });

  it('keeps to the list', () => {
    expect(sources.flatMap(forbiddenImports)).toEqual([]);
  });

  it('has no ring of files', () => {
    expect(findCycles(sources)).toEqual([]);
  });

  it('imports with the ending .js, as it runs', () => {
    const wrong = sources.flatMap(({ path, imports }) =>
      imports
        .filter(({ specifier, target }) => target && !specifier.endsWith('.js'))
        .map((each) => [path, each.specifier]),
    );
    expect(wrong).toEqual([]);
  });
});

describe('the check of import directions', () => {
  const forbidden = (path: string, text: string) => forbiddenImports(parseSource(path, text)).length;

  it.each([
    ['a value', `import { ConfigError } from '../errors/index.js'; export const e = ConfigError;`],
    ['a type', `import type { ErrorCode } from '../errors/index.js'; export type E = ErrorCode;`],
    ['a re-export', `export { ConfigError } from '../errors/index.js';`],
    ['a dynamic import', `export const load = () => import('../errors/index.js');`],
    ['an inline type', `export type E = import('../errors/index.js').ErrorCode;`],
    ['a bare import', `import '../errors/index.js';`],
  ])('sees %s', (_, text) => {
    expect(forbidden('src/inspector/x.ts', text)).toBe(1);
    expect(forbidden('src/lib/x.ts', text)).toBe(0);
  });

  it('tells types from values where only types may be known', () => {
    const from = `from '../protocol/bot-info.js';`;
    expect(forbidden('src/emulator/x.ts', `import type { BotInfo } ${from}`)).toBe(0);
    expect(forbidden('src/emulator/x.ts', `import { type BotInfo } ${from}`)).toBe(0);
    expect(forbidden('src/emulator/x.ts', `import { type BotInfo, toBotInfo } ${from}`)).toBe(1);
  });

  it('knows a package by its whole name', () => {
    expect(forbidden('src/emulator/x.ts', `import 'ws'; import 'node:http';`)).toBe(0);
    expect(forbidden('src/emulator/x.ts', `import 'wsx';`)).toBe(1);
    expect(forbidden('src/protocol/x.ts', `import 'node:http';`)).toBe(1);
    expect(forbidden('src/emulator/x.ts', `export const load = (name: string) => import(name);`)).toBe(1);
  });

  it('finds a ring', () => {
    const file = (path: string, target: string): SourceFile => ({
      ...parseSource(path, ''),
      imports: [{ specifier: '', target, typeOnly: true }],
    });
    expect(findCycles([file('a', 'b'), file('b', 'c'), file('c', 'b')])).toEqual(['b → c → b']);
  });
});
