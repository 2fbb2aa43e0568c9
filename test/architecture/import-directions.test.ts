import { describe, expect, it } from 'vitest';
import { COMPUTED, parseSource, readSources, readText, type SourceFile } from '../support/source-tree.js';

/**
 * The imports that each module may have. A module is a folder of `src/`; the public entry points are files in `src/`. `import type`
 * counts as an import, because it makes a module depend on a type. Modules under `moduleTypes` may be imported by `import type` only.
 */
interface Permission {
  readonly modules?: readonly string[];
  readonly moduleTypes?: readonly string[];
  /** Folders inside other modules. */
  readonly folders?: readonly string[];
  readonly packages?: readonly string[];
}

const FOUNDATION = ['errors', 'lib'];
const HEADLESS = ['protocol', 'http', 'events', 'auth', 'rtm', 'conversation'];

const MAY_IMPORT: Readonly<Record<string, Permission>> = {
  errors: {},
  lib: { modules: ['errors'] },
  protocol: { modules: FOUNDATION },
  events: { modules: FOUNDATION, packages: ['eventemitter3'] },
  http: { modules: FOUNDATION },
  auth: { modules: [...FOUNDATION, 'http', 'protocol'] },
  rtm: { modules: [...FOUNDATION, 'auth', 'http', 'protocol', 'events'] },
  conversation: { modules: [...FOUNDATION, 'protocol', 'events'] },
  client: { modules: [...FOUNDATION, ...HEADLESS] },
  // Receives what it needs through interfaces, so that it also works without this client.
  attachments: { modules: FOUNDATION, moduleTypes: ['protocol'] },
  templates: { modules: ['protocol'] },
  'index.ts': { modules: [...FOUNDATION, ...HEADLESS, 'client'] },
  'index.node.ts': { modules: ['client', 'errors', 'index.ts'], moduleTypes: ['rtm'], packages: ['ws'] },

  widget: {
    modules: [...FOUNDATION, 'client', 'attachments'],
    moduleTypes: ['protocol', 'conversation', 'rtm'],
    // The parsers of templates are pure functions over a payload that only the window needs. Only lazy parts import them.
    folders: ['src/protocol/templates/'],
    // Only lazy parts import the last three (src/widget/rich-text/parser/, src/widget/store/unknown-options.ts).
    packages: ['preact', 'emoji-words:', 'marked', 'character-entities-html4', 'leven'],
  },
  react: { modules: [...FOUNDATION, 'client', 'widget'], packages: ['react'] },
  'script-tag.ts': { modules: ['widget'], packages: ['preact'] },
  'script-tag-all.ts': { modules: ['widget'] },
  'loader-tag.ts': { modules: ['client', 'widget', 'loaded-chat.ts'] },
  'loaded-chat.ts': { modules: ['client', 'widget'] },

  admin: { modules: [...FOUNDATION, 'http'] },
  server: { modules: FOUNDATION, packages: ['jose', 'rate-limiter-flexible', 'ipaddr.js', 'node:'] },
  // Types only: one codec at both ends of the wire would hide its own bugs.
  emulator: { modules: FOUNDATION, moduleTypes: ['protocol', 'server'], packages: ['ws', 'jose', 'node:'] },
  // A separate page that imports only the types of what the emulator sends it.
  inspector: { moduleTypes: ['emulator', 'protocol'], packages: ['preact'] },
  // COMPUTED: it imports the bot script of the user.
  cli: {
    modules: [...FOUNDATION, 'server', 'admin', 'emulator'],
    packages: ['node:', 'commander', 'string-width', COMPUTED],
  },
};

/**
 * The folders of a module, from the lowest layer to the highest. A file imports only from its own folder and from folders before it,
 * so the folders have no cycles. Subfolders belong to the folder that they are in.
 */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  emulator: [
    'types',
    'lib',
    'state',
    'options',
    'faults',
    'admin-state',
    'platform',
    'auth',
    'bot-runtime',
    'sample-bots',
    'handlers',
    'connection',
    'http',
    'admin-api',
    'rest',
    'controls',
    'inspector',
    'persistence',
    'server',
    'index.ts',
  ],
  widget: [
    'lib',
    'i18n',
    'styles',
    'store',
    'ui',
    'rich-text',
    'templates',
    'a11y',
    'composer',
    'message-list',
    'window',
    'element',
    'index.ts',
    'loader',
  ],
};

/**
 * The folders of the emulator that may import packages. All others form a core that also runs in a page, so it knows neither Node nor
 * `ws`. `jose` runs in browsers.
 */
const EMULATOR_PACKAGES: Readonly<Record<string, readonly string[]>> = {
  options: ['jose'],
  auth: ['jose'],
  rest: ['jose'],
  persistence: ['node:'],
  server: ['node:', 'ws'],
};

/** `src/rtm/socket.ts` → `rtm`, `src/index.ts` → `index.ts`. */
const moduleOf = (path: string) => path.split('/')[1] ?? path;

function forbiddenImports({ path, imports }: SourceFile): string[] {
  const module = moduleOf(path);
  const { modules = [], moduleTypes = [], folders = [], packages = [] } = MAY_IMPORT[module] ?? {};
  return imports
    .filter(({ specifier, target, typeOnly }) => {
      if (target === undefined) return !packages.some((name) => belongsTo(specifier, name));
      const other = moduleOf(target);
      const isKnown = other === module || modules.includes(other) || (typeOnly && moduleTypes.includes(other));
      return !isKnown && !folders.some((folder) => target.startsWith(folder));
    })
    .map(({ specifier, typeOnly }) => `${path} must not ${typeOnly ? 'import type' : 'import'} '${specifier}'`);
}

/** `preact/hooks` belongs to `preact`, `node:http` to `node:`. */
function belongsTo(specifier: string, name: string): boolean {
  return name.endsWith(':') ? specifier.startsWith(name) : specifier === name || specifier.startsWith(`${name}/`);
}

/** `src/emulator/rest/routes.ts` → `rest`, `src/emulator/index.ts` → `index.ts`. */
const layerOf = (path: string) => path.split('/')[2] ?? '';

/** Returns imports of a higher layer of the same module, and folders that are missing in `LAYERS`. */
function upwardImports({ path, imports }: SourceFile): string[] {
  const module = moduleOf(path);
  const layers = LAYERS[module];
  if (!layers) return [];
  const own = layers.indexOf(layerOf(path));
  if (own < 0) return [`${path} is missing in the layers of ${module}`];
  return imports
    .filter(
      ({ target }) => target !== undefined && moduleOf(target) === module && layers.indexOf(layerOf(target)) > own,
    )
    .map(({ specifier }) => `${path} must not import '${specifier}' from a higher layer`);
}

function foreignPackages({ path, imports }: SourceFile): string[] {
  if (moduleOf(path) !== 'emulator') return [];
  const packages = EMULATOR_PACKAGES[layerOf(path)] ?? [];
  return imports
    .filter(({ specifier, target }) => target === undefined && !packages.some((name) => belongsTo(specifier, name)))
    .map(({ specifier }) => `${path} must not import '${specifier}'`);
}

/** Returns the import cycles, each one once. */
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

  it('lists every module', () => {
    expect([...new Set(sources.map(({ path }) => moduleOf(path)))].filter((module) => !(module in MAY_IMPORT))).toEqual(
      [],
    );
  });

  it('has a row in docs/ARCHITECTURE.md for every module', () => {
    const map = readText('docs/ARCHITECTURE.md');
    const modules = [...new Set(sources.map(({ path }) => moduleOf(path)))].filter((module) => !module.endsWith('.ts'));
    expect(modules.filter((module) => !map.includes(`| \`${module}/\` |`))).toEqual([]);
  });

  it('allows every import between modules', () => {
    expect(sources.flatMap(forbiddenImports)).toEqual([]);
  });

  it('imports only lower layers inside a module', () => {
    expect(sources.flatMap(upwardImports)).toEqual([]);
  });

  it('lists no layer that does not exist', () => {
    const folders = new Set(sources.map(({ path }) => `${moduleOf(path)}/${layerOf(path)}`));
    const listed = Object.entries(LAYERS).flatMap(([module, layers]) => layers.map((layer) => `${module}/${layer}`));
    expect(listed.filter((layer) => !folders.has(layer))).toEqual([]);
  });

  it('keeps Node, ws and other packages out of the core of the emulator', () => {
    expect(sources.flatMap(foreignPackages)).toEqual([]);
  });

  it('has no import cycle', () => {
    expect(findCycles(sources)).toEqual([]);
  });

  it('imports with the extension .js, as the compiled code needs it', () => {
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
  ])('finds %s', (_, text) => {
    expect(forbidden('src/inspector/x.ts', text)).toBe(1);
    expect(forbidden('src/lib/x.ts', text)).toBe(0);
  });

  it('distinguishes types from values where only types may be imported', () => {
    const from = `from '../protocol/bot-info.js';`;
    expect(forbidden('src/emulator/x.ts', `import type { BotInfo } ${from}`)).toBe(0);
    expect(forbidden('src/emulator/x.ts', `import { type BotInfo } ${from}`)).toBe(0);
    expect(forbidden('src/emulator/x.ts', `import { type BotInfo, toBotInfo } ${from}`)).toBe(1);
  });

  it('compares whole package names', () => {
    expect(forbidden('src/emulator/x.ts', `import 'ws'; import 'node:http';`)).toBe(0);
    expect(forbidden('src/emulator/x.ts', `import 'wsx';`)).toBe(1);
    expect(forbidden('src/protocol/x.ts', `import 'node:http';`)).toBe(1);
    expect(forbidden('src/emulator/x.ts', `export const load = (name: string) => import(name);`)).toBe(1);
  });

  it('finds an import of a higher layer, and a folder that is not listed', () => {
    const upward = (path: string, specifier: string) =>
      upwardImports(parseSource(path, `import type { X } from '${specifier}'; export type Y = X;`)).length;
    expect(upward('src/emulator/state/x.ts', '../server/cors.js')).toBe(1);
    expect(upward('src/emulator/server/x.ts', '../state/users.js')).toBe(0);
    expect(upward('src/emulator/sample-bots/templates/x.ts', '../demo-bot.js')).toBe(0);
    expect(upward('src/emulator/elsewhere/x.ts', '../state/users.js')).toBe(1);
    expect(upward('src/emulator/x.ts', './state/users.js')).toBe(1);
  });

  it('finds a package in the core of the emulator', () => {
    const foreign = (path: string, name: string) => foreignPackages(parseSource(path, `import '${name}';`)).length;
    expect(foreign('src/emulator/state/x.ts', 'node:crypto')).toBe(1);
    expect(foreign('src/emulator/connection/x.ts', 'ws')).toBe(1);
    expect(foreign('src/emulator/auth/x.ts', 'jose')).toBe(0);
    expect(foreign('src/emulator/persistence/x.ts', 'ws')).toBe(1);
    expect(foreign('src/emulator/server/x.ts', 'ws')).toBe(0);
  });

  it('finds an import cycle', () => {
    const file = (path: string, target: string): SourceFile => ({
      ...parseSource(path, ''),
      imports: [{ specifier: '', target, typeOnly: true }],
    });
    expect(findCycles([file('a', 'b'), file('b', 'c'), file('c', 'b')])).toEqual(['b → c → b']);
  });
});
