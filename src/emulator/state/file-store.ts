import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ids } from '../ids.js';
import type { EmulatorUser } from './emulator-user.js';

/** A file that was uploaded, and is complete. */
export interface StoredFile {
  readonly fileId: string;
  readonly name: string;
  readonly bytes: number;
  /** Part of its address. A secret: whoever has the address may read the file, as on the platform. */
  readonly key: string;
}

/** An upload by token: its parts may come in any order, and twice. */
export interface Upload {
  readonly owner: EmulatorUser;
  /** Number → bytes. */
  readonly parts: Map<number, Uint8Array>;
}

/** Uploads under way that are known. Clients ask for tokens that they never use (protocol.md §1.10). */
const MOST_UPLOADS = 1000;

/** Uploaded files, in a temporary folder that is made with the first of them and goes with the emulator. */
export class FileStore {
  readonly #ids: Ids;
  readonly #files = new Map<string, StoredFile>();
  readonly #uploads = new Map<string, Upload>();
  #folder: Promise<string> | undefined;

  constructor(ids: Ids) {
    this.#ids = ids;
  }

  /** Begins an upload. Gives its token. */
  begin(owner: EmulatorUser): string {
    const token = this.#ids.hex(32);
    this.#uploads.set(token, { owner, parts: new Map() });
    if (this.#uploads.size > MOST_UPLOADS) this.#uploads.delete(this.#uploads.keys().next().value!);
    return token;
  }

  /** Undefined for a token that was never given, belongs to another user, or is used up. */
  upload(token: string, owner: EmulatorUser): Upload | undefined {
    const upload = this.#uploads.get(token);
    return upload?.owner === owner ? upload : undefined;
  }

  end(token: string): void {
    this.#uploads.delete(token);
  }

  async put(name: string, content: Uint8Array): Promise<StoredFile> {
    const file = { fileId: this.#ids.hex(24), name, bytes: content.length, key: this.#ids.sid() };
    this.#folder ??= mkdtemp(join(tmpdir(), 'xo-rtm-files-'));
    await writeFile(join(await this.#folder, file.fileId), content);
    this.#files.set(file.fileId, file);
    return file;
  }

  find(fileId: string): StoredFile | undefined {
    return this.#files.get(fileId);
  }

  async read({ fileId }: StoredFile): Promise<Uint8Array> {
    return readFile(join(await this.#folder!, fileId));
  }

  async dispose(): Promise<void> {
    const folder = await this.#folder?.catch(() => undefined);
    this.#folder = undefined;
    this.#files.clear();
    this.#uploads.clear();
    if (folder) await rm(folder, { recursive: true, force: true });
  }
}
