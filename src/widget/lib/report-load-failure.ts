import { consoleLogger, type LogLevel } from '../../lib/logger.js';

let remedy = '';
let told = false;

/** What to do about a part that does not come, a sentence. Where a bundler has placed the parts there is nothing to say. */
export function setRemedy(sentence: string): void {
  remedy = ` ${sentence}`;
}

/**
 * Says on the console that a part could not be loaded. Where one is missing most are, for one and the same reason: only the first
 * is told, until one has come.
 *
 * @param what what could not be loaded, and what people miss without it
 */
export function reportLoadFailure(what: string, error: unknown, level: LogLevel = 'warn'): void {
  if (told) return;
  told = true;
  consoleLogger(level, `unable to load ${what}.${remedy}`, error);
}

/** A part has come, so that the next one that does not has a reason of its own. */
export function partHasCome(): void {
  told = false;
}
