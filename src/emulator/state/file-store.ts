import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ids } from '../lib/ids.js';
import type { EmulatorUser } from '../types/user.js';

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
  readonly parts: ReadonlyMap<number, Uint8Array>;
}

interface OpenUpload extends Upload {
  readonly parts: Map<number, Uint8Array>;
  /** Of all parts together. */
  bytes: number;
}

export interface FileStoreLimits {
  /** Largest file. */
  maxFileBytes: number;
  /** All parts of uploads under way together. */
  maxUploadBytes: number;
}

/** Uploads under way that are known. Clients ask for tokens that they never use (protocol.md §1.10). */
const MOST_UPLOADS = 1000;
/** What a part weighs beside its bytes: a million parts of one byte are not a megabyte. */
const PART_OVERHEAD = 256;

const weightOf = (part: Uint8Array | undefined) => (part ? part.length + PART_OVERHEAD : 0);

/** Uploaded files, in a temporary folder that is made with the first of them and goes with the emulator. */
export class FileStore {
  readonly #ids: Ids;
  readonly #files = new Map<string, StoredFile>();
  readonly #uploads = new Map<string, OpenUpload>();
  readonly #limits: FileStoreLimits;
  /** What all parts of all uploads weigh. */
  #held = 0;
  #folder: Promise<string> | undefined;

  constructor(ids: Ids, limits: FileStoreLimits) {
    this.#ids = ids;
    this.#limits = limits;
  }

  /** Begins an upload. Gives its token. */
  begin(owner: EmulatorUser): string {
    const token = this.#ids.hex(32);
    this.#uploads.set(token, { owner, parts: new Map(), bytes: 0 });
    if (this.#uploads.size > MOST_UPLOADS) this.end(this.#uploads.keys().next().value!);
    return token;
  }

  /** Undefined for a token that was never given, belongs to another user, or is used up. */
  upload(token: string, owner: EmulatorUser): Upload | undefined {
    const upload = this.#uploads.get(token);
    return upload?.owner === owner ? upload : undefined;
  }

  /**
   * A part of an upload; one of the same number is replaced. What is too much for the memory of all uploads takes the place of the
   * oldest of the others. False where the upload itself is too large: it has ended.
   */
  addPart(token: string, number: number, content: Uint8Array): boolean {
    const upload = this.#uploads.get(token);
    if (!upload) return false;
    const before = upload.parts.get(number);
    // A copy: a view would hold on to the whole body of the request.
    const part = new Uint8Array(content);
    upload.parts.set(number, part);
    upload.bytes += part.length - (before?.length ?? 0);
    this.#held += weightOf(part) - weightOf(before);
    if (upload.bytes <= this.#limits.maxFileBytes) this.#dropOldest(upload);
    if (upload.bytes <= this.#limits.maxFileBytes && this.#held <= this.#limits.maxUploadBytes) return true;
    this.end(token);
    return false;
  }

  end(token: string): void {
    for (const part of this.#uploads.get(token)?.parts.values() ?? []) this.#held -= weightOf(part);
    this.#uploads.delete(token);
  }

  #dropOldest(but: OpenUpload): void {
    for (const [token, upload] of this.#uploads) {
      if (this.#held <= this.#limits.maxUploadBytes) return;
      if (upload !== but && upload.parts.size > 0) this.end(token);
    }
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
    this.#held = 0;
    if (folder) await rm(folder, { recursive: true, force: true });
  }
}

/** Bytes that may be in memory at one time for one purpose. */
export class ByteBudget {
  readonly #most: number;
  #held = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Takes so many bytes more, or none of them when they are too many. */
  take(bytes: number): boolean {
    if (this.#held + bytes > this.#most) return false;
    this.#held += bytes;
    return true;
  }

  give(bytes: number): void {
    this.#held -= bytes;
  }
}
