import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';

const installed = join(inject('consumer'), 'node_modules/xo-rtm');
const paths = inject('packedFiles').map(({ path }) => path);
const read = (path: string) => readFile(join(installed, path), 'utf8');

/** `../node_modules/@scope/name/file.js` → `@scope/name`. */
const packageOf = (source: string) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1];

describe('the third-party notices in the package', () => {
  it('name every package whose code a bundle contains', async () => {
    const bundled = new Set<string>();
    for (const path of paths.filter((each) => each.endsWith('.js.map'))) {
      const { sources } = JSON.parse(await read(path)) as { sources: string[] };
      for (const source of sources) {
        const name = packageOf(source);
        if (name) bundled.add(name);
      }
    }
    expect([...bundled]).toEqual(expect.arrayContaining(['preact', 'marked', 'character-entities-html4']));
    const notices = await read('dist/THIRD-PARTY-NOTICES.txt');
    expect([...bundled].filter((name) => !notices.includes(`\n${name} `))).toEqual([]);
  });

  it('name the sources of data that is compiled in, and contain their licence texts', async () => {
    const notices = await read('dist/THIRD-PARTY-NOTICES.txt');
    expect(notices).toMatch(/\nunicode-emoji-json [\d.]+ \(MIT\)\n\nThe MIT License/);
    expect(notices).toMatch(/\ncldr-annotations-full [\d.]+ \(Unicode-3\.0\)\n\nUNICODE LICENSE V3/);
    expect(notices).toMatch(/\neventemitter3 [\d.]+ \(MIT\)\n\nThe MIT License/);
  });
});
