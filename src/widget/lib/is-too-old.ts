import { logToConsole } from '../../lib/logger.js';

/** Whether this browser is below the baseline (docs/browsers.md), and reports that. The newest feature of JavaScript that is used stands for all. */
export function isTooOld(): boolean {
  if ('findLast' in []) return false;
  logToConsole('error', 'unable to show the chat; this browser is too old');
  return true;
}
