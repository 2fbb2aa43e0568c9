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

/** Older compilers that users have, besides the one of this project. */
const COMPILERS = ['typescript-5.4', 'typescript-5.9', 'typescript-6.0'];

/**
 * Returns the errors of the compiler. `skipLibCheck` is off, so that it checks our declarations and everything that they import.
 *
 * @param compiler the package of the compiler
 */
async function compile(
  name: string,
  files: readonly string[],
  compilerOptions: object,
  compiler = 'typescript',
): Promise<string> {
  const project = join(consumer, `tsconfig.${name}.json`);
  const strict = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noPropertyAccessFromIndexSignature: true,
    noImplicitOverride: true,
    noImplicitReturns: true,
    noFallthroughCasesInSwitch: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    allowUnreachableCode: false,
    skipLibCheck: false,
  };
  await writeFile(
    project,
    JSON.stringify({ compilerOptions: { target: 'ES2022', noEmit: true, ...strict, ...compilerOptions }, files }),
  );
  const tsc = join(repositoryRoot, 'node_modules', compiler, 'bin/tsc');
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

  it.each(COMPILERS)('%s', async (compiler) => {
    const files = [...new Set(Object.values(PROGRAMS).flatMap((program) => program.files))];
    const options = { lib: ['ES2022', 'DOM', 'DOM.Iterable'], types: ['node'], ...RESOLUTIONS.nodenext };
    const errors = await compile(compiler, files, options, compiler);
    // The declarations of Node and React support the compilers of the last two years only.
    expect(
      errors.split('\n').filter((line) => line && !/^(\s|node_modules\/(@types|undici-types|csstype)\/)/.test(line)),
    ).toEqual([]);
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
