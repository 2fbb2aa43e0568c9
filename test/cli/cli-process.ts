import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ENTRY = fileURLToPath(new URL('../../src/cli/index.ts', import.meta.url));

/** Runs `xo-rtm` as a separate process, built from the current sources, in a temporary folder. */
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
      // ws loads Node's modules with require.
      banner: {
        js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
      },
      logLevel: 'error',
    });
    return cli;
  }

  /** The environment of this process is not passed on. */
  start(args: readonly string[], env: Record<string, string> = {}): ChildProcess {
    const child = spawn(process.execPath, [this.#program, ...args], { env, cwd: this.#folder });
    this.#running.add(child);
    child.once('exit', () => this.#running.delete(child));
    return child;
  }

  /** Runs the command to its end. */
  async run(args: readonly string[], { env = {}, input = '' }: { env?: Record<string, string>; input?: string } = {}) {
    const child = this.start(args, env);
    const texts = { out: '', err: '' };
    child.stdout!.on('data', (text) => (texts.out += text));
    child.stderr!.on('data', (text) => (texts.err += text));
    // A command that does not read its stdin may have ended before it is written.
    child.stdin!.on('error', () => {}).end(input);
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, ...texts };
  }

  /** Makes the development packages available, as in a project that has installed them. */
  async install(): Promise<void> {
    await symlink(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(this.#folder, 'node_modules'));
  }

  /** Writes a file, and resolves to its path. */
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
