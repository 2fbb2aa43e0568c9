import { readFile } from 'node:fs/promises';
import type { Flags } from './admin/flags.js';
import { type Terminal, UsageError } from './command.js';

/** What signs. Undefined where neither environment nor command line has it. */
export interface JwtKeys {
  clientSecret?: string;
  privateKey?: string;
}

/** A file goes before the environment. @throws UsageError for a file that cannot be read, without its content */
export async function readJwtKeys(flags: Flags, env: Terminal['env']): Promise<JwtKeys> {
  const secretFile = flags.text('secret-file');
  const keyFile = flags.text('private-key-file');
  if (secretFile !== undefined && keyFile !== undefined) {
    throw new UsageError('unable to use --secret-file beside --private-key-file; give one of them');
  }
  if (secretFile !== undefined) return { clientSecret: await readSecretFile(secretFile) };
  if (keyFile !== undefined) return { privateKey: await readSecretFile(keyFile) };
  const { XO_RTM_CLIENT_SECRET: clientSecret, XO_RTM_PRIVATE_KEY: privateKey } = env;
  return { ...(clientSecret && { clientSecret }), ...(privateKey && { privateKey }) };
}

/** The text of a file without what surrounds it: editors end files with a line end. @throws UsageError */
export async function readSecretFile(file: string): Promise<string> {
  let text: string;
  try {
    text = (await readFile(file, 'utf8')).trim();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new UsageError(
      `unable to read ${file}; ${code === 'ENOENT' ? 'there is no such file' : (code ?? 'it failed')}`,
    );
  }
  if (text === '') throw new UsageError(`unable to use ${file}; it is empty`);
  return text;
}

/** A public key as PEM or JWK. @throws UsageError */
export async function readPublicKeyFile(file: string): Promise<string | Record<string, unknown>> {
  const text = await readSecretFile(file);
  return text.startsWith('{') ? readJsonObject(text, file) : text;
}

/** @throws UsageError that does not quote the file */
export function readJsonObject(text: string, file: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Said below: the words of the parser quote the text.
  }
  throw new UsageError(`unable to use ${file}; it must hold a JSON object`);
}
