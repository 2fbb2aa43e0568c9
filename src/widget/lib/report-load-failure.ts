import { type LogLevel, logToConsole } from '../../lib/logger.js';

let remedy = '';
let isReported = false;

/**
 * Sets the sentence that tells a developer what to do when a part cannot be loaded. Not needed where a bundler has
 * placed the parts.
 */
export function setRemedy(sentence: string): void {
  remedy = ` ${sentence}`;
}

/**
 * Logs that a part could not be loaded. If one part fails, most fail for the same reason, so only the first failure is
 * logged until a part has loaded.
 *
 * @param what the part, and what users miss without it
 */
export function reportLoadFailure(what: string, error: unknown, level: LogLevel = 'warn'): void {
  if (isReported) return;
  isReported = true;
  logToConsole(level, `unable to load ${what}.${remedy}`, error);
}

/** Called when a part has loaded: the next failure has a cause of its own, and is logged again. */
export function resetLoadFailure(): void {
  isReported = false;
}
