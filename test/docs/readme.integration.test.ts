import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readText, repositoryRoot } from '../support/source-tree.js';
import { GuideProject, readExamples } from './guide-project.js';

const examples = readExamples('README');
const onErrors = readExamples('errors');

let project: GuideProject;
beforeAll(async () => {
  // A reader ends the emulator with Ctrl-C; here the program has to end by itself.
  const { text } = examples.find(({ name }) => name === 'emulator.ts')!;
  project = await GuideProject.create([
    ...examples,
    ...onErrors,
    { name: 'emulator-once.ts', text: `${text}\nawait emulator.stop();` },
  ]);
}, 60_000);
afterAll(() => project.remove());

describe('the README', () => {
  it('has short first examples for each kind of user, and each compiles', async () => {
    const names = examples.map(({ name }) => name);
    expect(names).toEqual(['window.ts', 'headless.ts', 'route.ts', 'report.ts', 'emulator.ts']);
    for (const { name, text } of examples) expect(text.trim().split('\n').length, name).toBeLessThanOrEqual(8);
    expect(await project.check(names)).toBe('');
  }, 60_000);

  it('links to docs/errors.md, whose example compiles', async () => {
    expect(onErrors.map(({ name }) => name)).toEqual(['errors.ts']);
    expect(await project.check(['errors.ts'])).toBe('');
  }, 60_000);

  it('has an example that starts the emulator', async () => {
    const { code, output } = await project.run(await project.compile('emulator-once.ts'), []);
    expect([code, output]).toEqual([0, expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/api\/ http:\S+ \{/)]);
  });

  const guides = readdirSync(join(repositoryRoot, 'docs')).filter((name) => name.endsWith('.md'));
  it.each(['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...guides.map((name) => `docs/${name}`)])(
    'and %s have only links to files that exist',
    (file) => {
      const links = [...readText(file).matchAll(/\]\((?!https?:)([^)#]*)(?:#[^)]*)?\)/g)].map(([, target]) => target!);
      const missing = links.filter((target) => !existsSync(join(repositoryRoot, file, '..', target)));
      expect(missing).toEqual([]);
    },
  );
});
