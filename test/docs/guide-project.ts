import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { readText, repositoryRoot } from '../support/source-tree.js';

/** An example of a guide: a block of TypeScript with the name of its file behind the language. */
export interface Example {
  readonly name: string;
  readonly text: string;
}

/** Every block of TypeScript in `docs/<guide>.md` or in the README, in order. */
export function readExamples(guide: string): Example[] {
  const file = guide === 'README' ? 'README.md' : `docs/${guide}.md`;
  const blocks = readText(file).matchAll(/^```ts(?: (?<name>\S+))?\n(?<text>.*?)^```$/gms);
  return [...blocks].map(({ groups }) => ({ name: groups?.name ?? '', text: groups?.text ?? '' }));
}

const SUBPATHS = {
  index: 'index',
  server: 'server/index',
  admin: 'admin/index',
  emulator: 'emulator/index',
  widget: 'widget/index',
};

/** Of our own package: what its sources declare for themselves. */
const DECLARED = [
  'src/server/rate-limiter-flexible.d.ts',
  'src/admin/request-init.d.ts',
  'src/widget/composer/emoji/emoji-words.d.ts',
];

/** A project of a reader: our package from today's sources and the packages we develop with, and the files of a guide. */
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
    // Browser subpaths carry their dependencies inside, as in dist/; but for the emoji, which a build makes and no guide needs.
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

  /** As Node runs it: types taken away. Gives the path of the program. */
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

  /** What the compiler says of the files, as strict as can be. Types come from the sources. */
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
      // Beside the examples what the sources of our own package declare.
      files: [...files, ...DECLARED.map((path) => join(repositoryRoot, path))],
    };
    await this.write([{ name: 'tsconfig.check.json', text: JSON.stringify(config) }]);
    const { output } = await this.run(join(repositoryRoot, 'node_modules/typescript/bin/tsc'), [
      '-p',
      'tsconfig.check.json',
    ]);
    return output;
  }

  /** Runs a program of Node to its end, in this project. */
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
