import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { parseOwner, readOwner, withOwner } from '../../tools/support/owner.mjs';
import { readText, repositoryRoot } from '../support/source-tree.js';

const run = promisify(execFile);

const owner = {
  repository: 'https://git.acme.test/acme/xo-rtm',
  homepage: 'https://acme.test/chat',
  author: 'Acme <oss@acme.test>',
  securityContact: 'security@acme.test',
};

describe('parseOwner', () => {
  it('accepts a complete file', () => {
    expect(parseOwner(JSON.stringify(owner))).toEqual(owner);
  });

  it.each(Object.keys(owner))('refuses a file without %s', (field) => {
    expect(() => parseOwner(JSON.stringify({ ...owner, [field]: undefined }))).toThrow(field);
    expect(() => parseOwner(JSON.stringify({ ...owner, [field]: 5 }))).toThrow(field);
    expect(() => parseOwner(JSON.stringify({ ...owner, [field]: ' ' }))).toThrow(field);
  });

  it('refuses the unchanged example', () => {
    expect(() => parseOwner(readText('owner.example.json'))).toThrow(
      /repository .*example.*homepage .*author .*securityContact/,
    );
  });

  it.each(['', 'null', '[]', '"text"', '{'])('refuses %j', (text) => {
    expect(() => parseOwner(text)).toThrow(/owner\.json/);
  });

  it('names the file to copy if there is none', async () => {
    await expect(readOwner(fileURLToPath(new URL('no-such-owner.json', import.meta.url)))).rejects.toThrow(
      /owner\.example\.json/,
    );
  });
});

describe('withOwner', () => {
  it('fills the fields that npm reads, and keeps all others', () => {
    expect(withOwner({ name: 'xo-rtm', version: '1.0.0' }, owner)).toEqual({
      name: 'xo-rtm',
      version: '1.0.0',
      author: 'Acme <oss@acme.test>',
      homepage: 'https://acme.test/chat',
      repository: { type: 'git', url: 'git+https://git.acme.test/acme/xo-rtm.git' },
      bugs: { url: 'https://git.acme.test/acme/xo-rtm/issues', email: 'security@acme.test' },
    });
  });
});

describe('npm publish', () => {
  const folders: string[] = [];
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
  });

  /** A repository that has the release tools, a manifest and, if given, an owner. */
  async function repositoryWith(content?: string): Promise<(...args: string[]) => Promise<unknown>> {
    const folder = await mkdtemp(join(tmpdir(), 'xo-rtm-release-'));
    folders.push(folder);
    await cp(join(repositoryRoot, 'tools'), join(folder, 'tools'), { recursive: true });
    await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'xo-rtm', version: '1.0.0' }));
    if (content !== undefined) await writeFile(join(folder, 'owner.json'), content);
    return (...args) => run(process.execPath, ['tools/prepare-release.mjs', ...args], { cwd: folder });
  }

  it('checks for an owner before it does anything else', () => {
    const { scripts } = JSON.parse(readText('package.json')) as { scripts: { prepublishOnly: string } };
    expect(scripts.prepublishOnly).toMatch(/^node tools\/prepare-release\.mjs --check && /);
  });

  it('is refused without owner.json, and with an incomplete one', async () => {
    for (const content of [undefined, '{}', readText('owner.example.json')]) {
      const prepare = await repositoryWith(content);
      await expect(prepare('--check')).rejects.toMatchObject({
        code: 1,
        stderr: expect.stringContaining('owner.json'),
      });
      await expect(prepare()).rejects.toMatchObject({ code: 1 });
    }
  });

  it('is allowed once the manifest has the fields of the owner', async () => {
    const prepare = await repositoryWith(JSON.stringify(owner));
    await expect(prepare('--check')).rejects.toMatchObject({ stderr: expect.stringContaining('prepare-release') });
    await prepare();
    await expect(prepare('--check')).resolves.toMatchObject({ stderr: '' });
  });
});
