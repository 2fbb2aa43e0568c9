import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { readText, repositoryRoot } from '../support/source-tree.js';

/** An example of a guide: a block of TypeScript whose info string has a file name after the language. */
export interface Example {
  readonly name: string;
  readonly text: string;
}

/** Returns every block of TypeScript in `docs/<guide>.md` or in the README, in order. */
export function readExamples(guide: string): Example[] {
  const file = guide === 'README' ? 'README.md' : `docs/${guide}.md`;
  const blocks = readText(file).matchAll(/^```ts(?: (?<name>\S+))?\n(?<text>.*?)^```$/gms);
  return [...blocks].map(({ groups }) => ({ name: groups?.name ?? '', text: groups?.text ?? '' }));
}

/** Returns a port that nothing listens on, for examples that contain a fixed one. */
export async function findFreePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return String(port);
}

const SUBPATHS = {
  index: 'index',
  server: 'server/index',
  admin: 'admin/index',
  emulator: 'emulator/index',
  widget: 'widget/index',
};

/** Declaration files that our own sources need. */
const DECLARATIONS = [
  'src/server/rate-limiter-flexible.d.ts',
  'src/admin/request-init.d.ts',
  'src/widget/composer/emoji/emoji-words.d.ts',
];

/** A project as a reader would make it: the files of a guide, our package built from its sources, and its dependencies. */
export class GuideProject {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async create(files: readonly Example[]): Promise<GuideProject> {
    const project = new GuideProject(await realpath(await mkdtemp(join(tmpdir(), 'xo-guide-'))));
    await project.#install();
    await project.write([
      { name: 'package.json', text: JSON.stringify({ name: 'guide', private: true, type: 'module' }) },
      {
        name: 'session.ts',
        text: `export const userOfSession = async (cookie: string | null) =>
  cookie === 'session=1' ? { id: 'jane' } : null;\n`,
      },
      ...files,
    ]);
    return project;
  }

  async #install(): Promise<void> {
    const modules = join(this.folder, 'node_modules');
    const own = join(modules, 'xo-rtm');
    await mkdir(own, { recursive: true });
    for (const name of await readdir(join(repositoryRoot, 'node_modules'))) {
      if (!name.startsWith('.')) await symlink(join(repositoryRoot, 'node_modules', name), join(modules, name));
    }
    const entries = Object.entries(SUBPATHS).map(([name, path]) => [name, join(repositoryRoot, `src/${path}.ts`)]);
    const common = { outdir: own, bundle: true, format: 'esm', target: 'node20', logLevel: 'error' } as const;
    const isForBrowsers = ([name]: string[]) => name === 'index' || name === 'widget';
    const jsx = { jsx: 'automatic', jsxImportSource: 'preact' } as const;
    // As in dist/, browser subpaths include their dependencies. The emoji are left out: a build step makes them, and no guide needs them.
    const browser = Object.fromEntries(entries.filter(isForBrowsers));
    await build({ ...common, ...jsx, external: ['emoji-words:*'], entryPoints: browser });
    await build({
      ...common,
      entryPoints: {
        ...Object.fromEntries(entries.filter((entry) => !isForBrowsers(entry))),
        'index.node': join(repositoryRoot, 'src/index.node.ts'),
      },
      platform: 'node',
      packages: 'external',
    });
    const subpaths = Object.keys(SUBPATHS).map((name) =>
      name === 'index' ? ['.', { node: './index.node.js', default: './index.js' }] : [`./${name}`, `./${name}.js`],
    );
    await writeFile(
      join(own, 'package.json'),
      JSON.stringify({ name: 'xo-rtm', type: 'module', exports: Object.fromEntries(subpaths) }),
    );
  }

  async write(files: readonly Example[]): Promise<void> {
    for (const { name, text } of files) await writeFile(join(this.folder, name), text);
  }

  /** Compiles a file for Node. Returns the path of the program. */
  async compile(name: string): Promise<string> {
    const outfile = join(this.folder, name.replace(/\.ts$/, '.mjs'));
    const { folder } = this;
    await build({
      entryPoints: [join(folder, name)],
      outfile,
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'node20',
      logLevel: 'error',
    });
    return outfile;
  }

  /** Returns the output of the compiler in strict mode for these files. Types come from our sources. */
  async check(files: readonly string[]): Promise<string> {
    const source = (path: string) => [join(repositoryRoot, `src/${path}.ts`)];
    const config = {
      extends: join(repositoryRoot, 'tsconfig.base.json'),
      compilerOptions: {
        rootDir: '/',
        noEmit: true,
        declaration: false,
        skipLibCheck: true,
        lib: ['ES2023', 'DOM', 'DOM.Iterable'],
        types: ['node'],
        paths: {
          'xo-rtm': source('index'),
          ...Object.fromEntries(Object.entries(SUBPATHS).map(([name, path]) => [`xo-rtm/${name}`, source(path)])),
        },
      },
      files: [...files, ...DECLARATIONS.map((path) => join(repositoryRoot, path))],
    };
    await this.write([{ name: 'tsconfig.check.json', text: JSON.stringify(config) }]);
    const { output } = await this.run(join(repositoryRoot, 'node_modules/typescript/bin/tsc'), [
      '-p',
      'tsconfig.check.json',
    ]);
    return output;
  }

  /** Runs a Node program in this project, and waits for its end. */
  run(program: string, args: readonly string[], env: Record<string, string> = {}) {
    return new Promise<{ code: number; output: string }>((done) => {
      const options = { cwd: this.folder, env: { ...process.env, ...env } };
      execFile(process.execPath, [program, ...args], options, (failure, stdout, stderr) => {
        done({ code: failure ? Number(failure.code ?? 1) : 0, output: stdout + stderr });
      });
    });
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
