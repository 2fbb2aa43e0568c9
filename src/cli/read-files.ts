import { readFile } from 'node:fs/promises';
import { UsageError } from './command.js';
import { decodeText } from './decode-text.js';

/** The text of a file without what surrounds it: editors end files with a line end. @throws UsageError */
export async function readTextFile(file: string): Promise<string> {
  let text: string;
  try {
    text = decodeText(await readFile(file)).trim();
  } catch (cause) {
    throw new UsageError(`unable to read ${file}; ${whyUnreadable(cause)}`);
  }
  if (text === '') throw new UsageError(`unable to use ${file}; it is empty`);
  return text;
}

export function whyUnreadable(cause: unknown): string {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === 'EISDIR') return 'it is a folder';
  return code === 'ENOENT' ? 'there is no such file' : (code ?? 'it failed');
}

/** @throws UsageError that does not quote the file */
export async function readJsonFile(file: string): Promise<Record<string, unknown>> {
  const text = await readTextFile(file);
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Said below: the words of the parser quote the text.
  }
  throw new UsageError(`unable to use ${file}; it must hold a JSON object`);
}
