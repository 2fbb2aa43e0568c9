import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ENTRY = fileURLToPath(new URL('../../src/cli/index.ts', import.meta.url));

/** `xo-rtm` as a process of its own, from today's sources, in a folder that goes away with it. */
export class CliProcess {
  readonly #folder: string;
  readonly #program: string;
  readonly #running = new Set<ChildProcess>();

  private constructor(folder: string) {
    this.#folder = folder;
    this.#program = join(folder, 'xo-rtm.mjs');
  }

  static async build(): Promise<CliProcess> {
    const cli = new CliProcess(await mkdtemp(join(tmpdir(), 'xo-cli-')));
    await build({
      entryPoints: [ENTRY],
      outfile: cli.#program,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      // ws asks for Node's modules by require.
      banner: {
        js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
      },
      logLevel: 'error',
    });
    return cli;
  }

  /** Nothing of this process's environment gets in. */
  start(args: readonly string[], env: Record<string, string> = {}): ChildProcess {
    const child = spawn(process.execPath, [this.#program, ...args], { env, cwd: this.#folder });
    this.#running.add(child);
    child.once('exit', () => this.#running.delete(child));
    return child;
  }

  /** Runs to the end. */
  async run(args: readonly string[], { env = {}, input = '' }: { env?: Record<string, string>; input?: string } = {}) {
    const child = this.start(args, env);
    const texts = { out: '', err: '' };
    child.stdout!.on('data', (text) => (texts.out += text));
    child.stderr!.on('data', (text) => (texts.err += text));
    // A command that does not read its stdin may be gone before it is written.
    child.stdin!.on('error', () => {}).end(input);
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, ...texts };
  }

  /** Lets it find the packages that we develop with, as a project that has installed them. */
  async install(): Promise<void> {
    await symlink(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(this.#folder, 'node_modules'));
  }

  /** Gives its path. */
  async file(name: string, content: string): Promise<string> {
    const path = join(this.#folder, name);
    await writeFile(path, content);
    return path;
  }

  async stop(): Promise<void> {
    for (const child of [...this.#running]) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await rm(this.#folder, { recursive: true, force: true });
  }
}
