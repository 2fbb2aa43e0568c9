import { access, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Bot, BotHandler, FaultRule } from '../emulator/index.js';
import { isObject } from '../lib/json.js';
import { UsageError } from './command.js';

/** Decodes UTF-8 or UTF-16, and removes the byte order mark: PowerShell and Notepad write both. */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

/** Recognises UTF-16 by its byte order mark, or by the zero bytes of its first letters. */
function encodingOf([first, second, third, fourth]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first && second === 0 && fourth === 0) return third === 0 ? 'utf-8' : 'utf-16le';
  return first === 0 && second && third === 0 && fourth ? 'utf-16be' : 'utf-8';
}

/** Reads a text file, without white space at its ends: editors add a line end to files. @throws UsageError */
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

/** Explains an error of the file system. */
export function whyUnreadable(cause: unknown): string {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === 'EISDIR') return 'it is a folder';
  return code === 'ENOENT' ? 'there is no such file' : (code ?? 'it failed');
}

/** Reads a JSON object. @throws UsageError that does not quote the file */
export async function readJsonFile(file: string): Promise<Record<string, unknown>> {
  const text = await readTextFile(file);
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // Reported below: the message of the parser would quote the file.
  }
  throw new UsageError(`unable to use ${file}; it must hold a JSON object`);
}

/**
 * Reads any JSON.
 *
 * @param subject what the file contains, for the message
 * @throws UsageError that does not quote the file
 */
export async function loadJson(subject: string, file: string): Promise<unknown> {
  try {
    return JSON.parse(decodeText(await readFile(file))) as unknown;
  } catch (error) {
    // The message of the parser quotes the text, which may be a secret.
    const why = error instanceof SyntaxError ? 'it is not JSON' : reasonOf(error);
    throw new UsageError(`unable to load the ${subject} ${file}; ${why}`);
  }
}

/** Loads fault rules. The emulator checks them when it adds them. @throws UsageError */
export async function loadFaults(file: string): Promise<readonly FaultRule[]> {
  const rules = await loadJson('fault rules', file);
  return (Array.isArray(rules) ? rules : [rules]) as FaultRule[];
}

/** Loads a bot script. @throws UsageError that says what the file lacks */
export async function loadBotScript(file: string): Promise<Bot | BotHandler> {
  const unusable = (why: string) => new UsageError(`unable to load the bot script ${file}; ${why}`);
  let module: { default?: unknown };
  try {
    await access(file);
    module = (await import(pathToFileURL(resolve(file)).href)) as { default?: unknown };
  } catch (error) {
    throw unusable(reasonOf(error));
  }
  const script = module.default;
  const isBot = typeof (script as Bot | null | undefined)?.onMessage === 'function';
  if (typeof script === 'function' || isBot) return script as Bot | BotHandler;
  throw unusable('its default export must be a function (message, say, context), or an object with onMessage');
}

function reasonOf(error: unknown): string {
  const { code, message, errno } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || errno !== undefined ? whyUnreadable(error) : message;
}
