import type { Ids } from '../lib/ids.js';
import type { EmulatorUser } from '../types/user.js';

/** A complete uploaded file. */
export interface StoredFile {
  readonly fileId: string;
  readonly name: string;
  readonly bytes: number;
  /** Part of its address. A secret: as on the platform, everybody who has the address may read the file. */
  readonly key: string;
}

/** An upload in progress. Its parts may arrive in any order, and more than once. */
export interface Upload {
  readonly owner: EmulatorUser;
  /** Number → bytes. */
  readonly parts: ReadonlyMap<number, Uint8Array>;
}

/** Where the bytes of complete files are: in memory, or in files of their own. */
export interface FileContents {
  write(fileId: string, content: Uint8Array): Promise<void>;
  read(fileId: string): Promise<Uint8Array>;
  /** Removes all of them. */
  dispose(): Promise<void>;
}

/** Keeps files in memory, where there is no file system. */
export class MemoryContents implements FileContents {
  readonly #contents = new Map<string, Uint8Array>();

  async write(fileId: string, content: Uint8Array): Promise<void> {
    this.#contents.set(fileId, new Uint8Array(content));
  }

  async read(fileId: string): Promise<Uint8Array> {
    const content = this.#contents.get(fileId);
    if (!content) throw new Error(`unable to read the file ${fileId}; it was never written`);
    return content;
  }

  async dispose(): Promise<void> {
    this.#contents.clear();
  }
}

interface OpenUpload extends Upload {
  readonly parts: Map<number, Uint8Array>;
  /** Of all parts together. */
  bytes: number;
}

export interface FileStoreLimits {
  /** Largest file. */
  maxFileBytes: number;
  /** All parts of all uploads in progress. */
  maxUploadBytes: number;
}

/** Limits the uploads in progress, because clients request tokens that they never use (protocol.md §1.10). */
const MOST_UPLOADS = 1000;
/** Memory of a part apart from its bytes: a million parts of one byte need far more than a megabyte. */
const PART_OVERHEAD = 256;

const weightOf = (part: Uint8Array | undefined) => (part ? part.length + PART_OVERHEAD : 0);

/** Uploads in progress, which are held in memory, and complete files, whose bytes are in `FileContents`. */
export class FileStore {
  readonly #ids: Ids;
  readonly #contents: FileContents;
  readonly #files = new Map<string, StoredFile>();
  readonly #uploads = new Map<string, OpenUpload>();
  readonly #limits: FileStoreLimits;
  /** Weight of all parts of all uploads. */
  #held = 0;

  constructor(ids: Ids, limits: FileStoreLimits, contents: FileContents) {
    this.#ids = ids;
    this.#limits = limits;
    this.#contents = contents;
  }

  /** Begins an upload and returns its token. */
  begin(owner: EmulatorUser): string {
    const token = this.#ids.hex(32);
    this.#uploads.set(token, { owner, parts: new Map(), bytes: 0 });
    if (this.#uploads.size > MOST_UPLOADS) this.end(this.#uploads.keys().next().value!);
    return token;
  }

  /** Undefined for a token that was never issued, belongs to another user, or is used up. */
  upload(token: string, owner: EmulatorUser): Upload | undefined {
    const upload = this.#uploads.get(token);
    return upload?.owner === owner ? upload : undefined;
  }

  /**
   * Adds a part to an upload, or replaces the part with the same number. If all uploads together exceed their limit, the oldest of
   * the others are dropped. Returns false and ends the upload if it is too large by itself.
   */
  addPart(token: string, number: number, content: Uint8Array): boolean {
    const upload = this.#uploads.get(token);
    if (!upload) return false;
    const before = upload.parts.get(number);
    // A copy, because a view would keep the whole body of the request in memory.
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

  #dropOldest(except: OpenUpload): void {
    for (const [token, upload] of this.#uploads) {
      if (this.#held <= this.#limits.maxUploadBytes) return;
      if (upload !== except && upload.parts.size > 0) this.end(token);
    }
  }

  async put(name: string, content: Uint8Array): Promise<StoredFile> {
    const file = { fileId: this.#ids.hex(24), name, bytes: content.length, key: this.#ids.sid() };
    await this.#contents.write(file.fileId, content);
    this.#files.set(file.fileId, file);
    return file;
  }

  find(fileId: string): StoredFile | undefined {
    return this.#files.get(fileId);
  }

  read({ fileId }: StoredFile): Promise<Uint8Array> {
    return this.#contents.read(fileId);
  }

  async dispose(): Promise<void> {
    this.#files.clear();
    this.#uploads.clear();
    this.#held = 0;
    await this.#contents.dispose();
  }
}

/** Limits the bytes that may be in memory at one time for one purpose. */
export class ByteBudget {
  readonly #limit: number;
  #used = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Reserves `bytes`. Returns false, and reserves nothing, if that would exceed the limit. */
  take(bytes: number): boolean {
    if (this.#used + bytes > this.#limit) return false;
    this.#used += bytes;
    return true;
  }

  give(bytes: number): void {
    this.#used -= bytes;
  }
}
