import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileContents } from '../state/file-store.js';

/** Uploaded files in a temporary folder, which is made with the first file and removed by `dispose()`. */
export class TemporaryFiles implements FileContents {
  #folder: Promise<string> | undefined;

  async write(fileId: string, content: Uint8Array): Promise<void> {
    this.#folder ??= mkdtemp(join(tmpdir(), 'xo-rtm-files-'));
    await writeFile(join(await this.#folder, fileId), content);
  }

  async read(fileId: string): Promise<Uint8Array> {
    return readFile(join(await this.#folder!, fileId));
  }

  async dispose(): Promise<void> {
    const folder = await this.#folder?.catch(() => undefined);
    this.#folder = undefined;
    if (folder) await rm(folder, { recursive: true, force: true });
  }
}
