import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { repositoryRoot } from '../support/source-tree.js';

const consumer = inject('consumer');

/** Programs that use the package, each with the libraries and types of its environment. */
const PROGRAMS = {
  browser: { files: ['browser-page.ts'], lib: ['ES2022', 'DOM', 'DOM.Iterable'], types: [] },
  react: { files: ['react-app.ts'], lib: ['ES2022', 'DOM', 'DOM.Iterable'], types: [] },
  worker: { files: ['headless.ts'], lib: ['ES2022', 'WebWorker'], types: [] },
  node: { files: ['headless.ts', 'node-server.ts'], lib: ['ES2022'], types: ['node'] },
} as const;

const RESOLUTIONS = {
  nodenext: { module: 'NodeNext', moduleResolution: 'NodeNext' },
  bundler: { module: 'ESNext', moduleResolution: 'Bundler' },
} as const;

const cases = Object.entries(PROGRAMS).flatMap(([program, { files, lib, types }]) =>
  Object.entries(RESOLUTIONS).map(([resolution, options]) => ({ program, resolution, files, lib, types, options })),
);

/** Returns the errors of the compiler. `skipLibCheck` is off, so that it checks our declarations and everything that they import. */
async function compile(name: string, files: readonly string[], compilerOptions: object): Promise<string> {
  const project = join(consumer, `tsconfig.${name}.json`);
  const strict = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
  };
  await writeFile(
    project,
    JSON.stringify({ compilerOptions: { target: 'ES2022', noEmit: true, ...strict, ...compilerOptions }, files }),
  );
  const tsc = join(repositoryRoot, 'node_modules/typescript/bin/tsc');
  return new Promise((done) => {
    execFile(process.execPath, [tsc, '-p', project], { cwd: consumer }, (_, stdout, stderr) => done(stdout + stderr));
  });
}

beforeAll(async () => {
  const programs = join(repositoryRoot, 'test/package/consumer');
  for (const file of new Set(Object.values(PROGRAMS).flatMap((each) => each.files))) {
    await cp(join(programs, file), join(consumer, file));
  }
  // Servers have the types of Node, apps that use React have the types of React. Types of ws, preact and eventemitter3 must not be needed.
  await mkdir(join(consumer, 'node_modules/@types'), { recursive: true });
  for (const name of ['@types/node', 'undici-types', '@types/react', 'csstype']) {
    await cp(join(repositoryRoot, 'node_modules', name), join(consumer, 'node_modules', name), { recursive: true });
  }
});

describe('types for users', () => {
  it.each(cases)('$program, $resolution', async ({ program, resolution, files, lib, types, options }) => {
    expect(await compile(`${program}-${resolution}`, files, { lib, types, ...options })).toBe('');
  });

  it('report a wrong call', async () => {
    const wrong = `import { createChatClient } from 'xo-rtm';\ncreateChatClient({ apiUrl: 1 });\n`;
    await writeFile(join(consumer, 'wrong.ts'), wrong);
    const options = { lib: ['ES2022', 'DOM'], types: [], ...RESOLUTIONS.nodenext };
    expect(await compile('wrong', ['wrong.ts'], options)).toContain(`Type 'number' is not assignable to type 'string'`);
  });

  it('keep their docstrings', async () => {
    const declarations = await readFile(
      join(consumer, 'node_modules/xo-rtm/dist/types/client/chat-client.d.ts'),
      'utf8',
    );
    expect(declarations).toContain('/** A conversation with one bot');
  });
});
