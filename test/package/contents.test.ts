import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';

const installed = join(inject('consumer'), 'node_modules/xo-rtm');
const files = inject('packedFiles');
const paths = files.map(({ path }) => path);
const read = (path: string) => readFile(join(installed, path), 'utf8');

/** Has no source map: once it is inlined, a browser would search for the map next to the page, and the map is large. */
const INLINED = 'dist/xo-chat.all.js';

interface Manifest {
  bin: Record<string, string>;
  exports: Record<string, string | Record<string, string>>;
}

describe('what npm would publish', () => {
  it('is the built code with types and maps, and a few documents', () => {
    const allowed =
      /^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md|dist\/.*\.(?:js|js\.map|d\.ts)|dist\/inspector\/app\.css|dist\/custom-elements\.json|dist\/THIRD-PARTY-NOTICES\.txt)$/;
    expect(paths.filter((path) => !allowed.test(path))).toEqual([]);
    expect(paths).toEqual(expect.arrayContaining(['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md']));
  });

  it('has every file that package.json points to, types first', async () => {
    const { exports, bin } = JSON.parse(await read('package.json')) as Manifest;
    const targets = Object.values(exports).flatMap((target) =>
      typeof target === 'string' ? target : Object.values(target),
    );
    for (const target of [...targets, ...Object.values(bin)]) expect(paths).toContain(target.replace('./', ''));
    for (const target of Object.values(exports)) {
      if (typeof target === 'object') {
        const conditions = Object.keys(target);
        expect([conditions[0], conditions.at(-1)]).toEqual(['types', 'default']);
      }
    }
  });

  it('tells frameworks with server components which module is for browsers', async () => {
    expect(await read('dist/react/index.js')).toMatch(/^["']use client["'];/);
  });

  it('tells bundlers which files do something when they are imported', async () => {
    const { sideEffects } = JSON.parse(await read('package.json')) as { sideEffects: string[] };
    const scripts = paths.filter((path) => /^dist\/xo-chat[^/]*\.js$/.test(path));
    expect(sideEffects.map((path) => path.replace('./', '')).sort()).toEqual(scripts.sort());
  });

  it('has a command that a shell can start', async () => {
    const { bin } = JSON.parse(await read('package.json')) as Manifest;
    for (const target of Object.values(bin)) {
      const path = target.replace('./', '');
      expect(await read(path)).toMatch(/^#!\/usr\/bin\/env node\n/);
      expect((files.find((file) => file.path === path)?.mode ?? 0) & 0o111).toBe(0o111);
    }
  });

  it('has a source map with sources for every script except the one that is to be inlined', async () => {
    expect(paths).toContain(INLINED);
    expect(paths).not.toContain(`${INLINED}.map`);
    expect(await read(INLINED)).not.toContain('sourceMappingURL');
    for (const path of paths.filter((each) => each.endsWith('.js') && each !== INLINED)) {
      const name = path.split('/').at(-1);
      expect(await read(path), path).toMatch(new RegExp(`\\n//# sourceMappingURL=${name}\\.map\\n?$`));
      const map = JSON.parse(await read(`${path}.map`)) as { sources: string[]; sourcesContent: (string | null)[] };
      expect(map.sourcesContent, path).toHaveLength(map.sources.length);
      expect(map.sourcesContent, path).not.toContain(null);
      // Relative paths into the repository. Absolute ones would disclose paths of the machine that built it.
      expect(map.sources.filter((source) => !/^(?:\.\.\/)+(?:src|node_modules)\//.test(source))).toEqual([]);
    }
  });
});
