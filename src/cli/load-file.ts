import { access, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Bot, BotHandler, FaultRule } from '../emulator/index.js';
import { UsageError } from './command.js';
import { decodeText } from './decode-text.js';
import { whyUnreadable } from './read-files.js';

/** @throws UsageError that says what the file lacks */
export async function loadBotScript(file: string): Promise<Bot | BotHandler> {
  const refuse = (why: string) => new UsageError(`unable to load the bot script ${file}; ${why}`);
  let module: { default?: unknown };
  try {
    await access(file);
    module = (await import(pathToFileURL(resolve(file)).href)) as { default?: unknown };
  } catch (error) {
    throw refuse(reasonOf(error));
  }
  const script = module.default;
  const isBot = typeof (script as Bot | null | undefined)?.onMessage === 'function';
  if (typeof script === 'function' || isBot) return script as Bot | BotHandler;
  throw refuse('its default export must be a function (message, say, context), or an object with onMessage');
}

/** @throws UsageError that says what the file lacks */
export async function loadJson(what: string, file: string): Promise<unknown> {
  try {
    return JSON.parse(decodeText(await readFile(file))) as unknown;
  } catch (error) {
    // The parser quotes what it could not read, and that may be a secret.
    const why = error instanceof SyntaxError ? 'it is not JSON' : reasonOf(error);
    throw new UsageError(`unable to load the ${what} ${file}; ${why}`);
  }
}

/** The rules are checked where they are added. @throws Error that says what the file lacks */
export async function loadFaults(file: string): Promise<readonly FaultRule[]> {
  const rules = await loadJson('fault rules', file);
  return (Array.isArray(rules) ? rules : [rules]) as FaultRule[];
}

function reasonOf(error: unknown): string {
  const { code, message, errno } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || errno !== undefined ? whyUnreadable(error) : message;
}
