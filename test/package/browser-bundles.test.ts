import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { findGlobalUses } from '../support/global-uses.js';
import { parseSource, repositoryRoot } from '../support/source-tree.js';

const installed = join(inject('consumer'), 'node_modules/xo-rtm');
const packed = inject('packedFiles').map(({ path }) => path);
const read = (path: string) => readFile(join(installed, path), 'utf8');

/** Files that a page may load, each with all its chunks. */
const ENTRIES = [
  'dist/index.js',
  'dist/worker.js',
  'dist/widget/index.js',
  'dist/xo-chat.js',
  'dist/xo-chat-loader.js',
  'dist/xo-chat.all.js',
];
/** Classic scripts for a script tag. */
const SCRIPTS = ENTRIES.filter((path) => path.includes('xo-chat'));

/** Reads a source map. The one of xo-chat.all.js, which is to be inlined, is not in the package. */
const readMap = async (path: string): Promise<{ sources: string[] }> => {
  const built = path === 'dist/xo-chat.all.js';
  return JSON.parse(built ? await readFile(join(repositoryRoot, `${path}.map`), 'utf8') : await read(`${path}.map`));
};

/** Returns the specifiers of all imports of a built file. */
function importsOf(path: string, text: string): string[] {
  const { module } = parseSource(path, text).parsed;
  return [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) => dynamicSpecifier(path, text.slice(start, end))),
  ];
}

/** Reads `'./x.js'`, or in a classic script `base + 'x.js'`, where `base` is the folder next to the script with the same name. */
function dynamicSpecifier(path: string, source: string): string {
  const [, , lazy] = /^[\w$]+\s*\+\s*(["'`])([^"'`]+)\1$/.exec(source) ?? [];
  return lazy ? `./${posix.basename(path, '.js')}/${lazy}` : source.slice(1, -1);
}

/** Returns the entry and every chunk that it imports, statically or dynamically. Throws if an import is not in the package. */
async function reachableFrom(entry: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const visit = async (path: string): Promise<void> => {
    if (found.has(path)) return;
    const text = await read(path);
    found.set(path, text);
    for (const specifier of importsOf(path, text)) {
      if (!/^\.\.?\//.test(specifier)) throw new Error(`${path} imports '${specifier}', which a page cannot load`);
      const target = posix.join(posix.dirname(path), specifier);
      if (!packed.includes(target)) throw new Error(`${path} imports '${specifier}', which is not in the package`);
      await visit(target);
    }
  };
  await visit(entry);
  return found;
}

/** Returns the file and every chunk that it imports statically. */
async function loadedWith(path: string): Promise<Set<string>> {
  const found = new Set([path]);
  for (const each of found) {
    for (const { moduleRequest } of parseSource(each, await read(each)).parsed.module.staticImports) {
      found.add(posix.join(posix.dirname(each), moduleRequest.value));
    }
  }
  return found;
}

describe('a part that is loaded from another address after a failure', () => {
  const again = packed.filter((path) => /\/(?!node-)[\w-]+-again-[\w-]{8}\.js$/.test(path));

  it('is in each build that loads parts', () => {
    const folders = again.map((path) => posix.dirname(path));
    for (const folder of ['dist/chunks', 'dist/xo-chat', 'dist/xo-chat-loader']) {
      expect(folders.filter((each) => each === folder)).toHaveLength(3);
    }
  });

  // Browsers before 2026 remember each file that failed, also the ones that a module imports.
  it.each(again)('shares no file with the first address: %s', async (path) => {
    const name = posix.basename(path).replace(/-again-[\w-]{8}\.js$/, '');
    const first = packed.filter((each) => new RegExp(`^${posix.dirname(path)}/${name}-[\\w-]{8}\\.js$`).test(each));
    expect(first).toHaveLength(1);
    const files = await loadedWith(first[0]!);
    expect([...(await loadedWith(path))].filter((each) => files.has(each))).toEqual([]);
  });
});

describe.each(ENTRIES)('%s', (entry) => {
  it('loads from any static server, without a bundler or an import map', async () => {
    expect((await reachableFrom(entry)).size).toBeGreaterThan(0);
  });

  it('contains no code of the server, and none of its packages', async () => {
    for (const path of (await reachableFrom(entry)).keys()) {
      const { sources } = await readMap(path);
      const packages = sources.map((source) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1]).filter(Boolean);
      const expected = ['preact', 'eventemitter3', 'marked', 'character-entities-html4', 'leven'];
      expect(packages.filter((name) => !expected.includes(name!))).toEqual([]);
      expect(sources.filter((source) => /src\/(?:server|admin|emulator|cli)\//.test(source))).toEqual([]);
    }
  });

  it('uses no API of Node, and evaluates no code from strings', async () => {
    const forbidden = /^(?:require|module|exports|process|Buffer|global|setImmediate|eval|Function)(?:\.|$)/;
    for (const [path, text] of await reachableFrom(entry)) {
      expect(text.match(/["'`]node:[a-z]+/g)).toBeNull();
      expect(findGlobalUses(parseSource(path, text)).filter(({ name }) => forbidden.test(name))).toEqual([]);
    }
  });
});

describe.each(SCRIPTS)('%s', (path) => {
  it('is a classic script that declares no global name', async () => {
    const { parsed } = parseSource(path, await read(path));
    expect(parsed.module.hasModuleSyntax).toBe(false);
    // The empty statement ends one of a file before it, in a concatenation.
    expect(parsed.program.body.map(({ type }) => type)).toEqual(['EmptyStatement', 'ExpressionStatement']);
  });

  it('can be inlined between <script> and </script>, in a page of any encoding', async () => {
    const text = await read(path);
    expect(text.match(/<\/script|<script|<!--/i)).toBeNull();
    expect([...text].every((letter) => letter <= '\x7f')).toBe(true);
  });
});

describe('dist/xo-chat.all.js', () => {
  it('loads no other file', async () => {
    expect(importsOf('dist/xo-chat.all.js', await read('dist/xo-chat.all.js'))).toEqual([]);
  });
});
