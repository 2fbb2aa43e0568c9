import { PlatformError } from '../../http/platform-error.js';
import type { Parts } from '../../http/read-parts.js';

/** Largest part of a file in bytes (protocol.md §1.10). */
export const CHUNK_BYTES = 2 ** 20;

/** Longest body that may hold so many bytes: base64 makes four of three, twice where a thumbnail comes along, and there are fields. */
export const bodyLimit = (bytes: number): number => Math.ceil(bytes * 3) + 65_536;

/** Fields that describe a file. Gives its name. @throws PlatformError 400 */
export function checkDescription(form: Parts): string {
  for (const name of ['filename', 'fileExtension', 'fileContext']) {
    if (!form.text(name)) throw new PlatformError(400, `${name} is mandatory`);
  }
  if (form.text('fileContext') !== 'workflows') throw new PlatformError(400, 'fileContext must be workflows');
  return form.text('filename')!;
}
