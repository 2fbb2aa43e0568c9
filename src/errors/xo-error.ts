import { CATALOGUE, type ErrorCode } from './catalogue.js';

/** The same in every copy of the package and in every realm. */
const BRAND: unique symbol = Symbol.for('xo-rtm.error');

/** Undefined until they have loaded. */
let hints: Record<ErrorCode, string> | undefined;
const late: (() => void)[] = [];

/** Gives errors their hints without loading them: for entry points whose size does not matter. */
export function setHints(all: Record<ErrorCode, string>): void {
  hints = all;
}

/** Calls back when errors have their hints: at once, or when they have loaded, or could not be loaded. */
export function whenHinted(callback: () => void): void {
  if (hints) return callback();
  late.push(callback);
  void import('./hints.js')
    .then(({ HINTS }) => setHints(HINTS))
    .catch(() => {})
    .then(() => {
      // One by one: what a logger throws keeps no other from its hint.
      for (const each of late.splice(0)) queueMicrotask(each);
    });
}

/** What an error may hold beside code and message. */
export interface XoErrorDetails {
  /** The error underneath, if there is one. Never holds a token. */
  cause?: unknown;
  /** Instead of the catalogue's, where the place knows better. */
  hint?: string;
  /** Instead of the catalogue's, where the place knows better. */
  retryable?: boolean;
}

/**
 * What every error of the SDK has in common.
 *
 * `message` says what could not be done and why, `hint` what to change, `code` is for programs,
 * `retryable` tells whether the same call may succeed later without any change.
 *
 * @typeParam Details what a family adds
 */
export abstract class XoError<Details extends object = object> extends Error {
  declare readonly code: ErrorCode;
  declare readonly retryable: boolean;
  /** In browsers empty until it has loaded, which the first error of a page begins. */
  declare readonly hint: string;
  /** What `Retry-After` asked for, in milliseconds. Only an HttpError may have it. */
  declare readonly retryAfterMs?: number | undefined;

  /** @internal */
  get [BRAND]() {
    return true;
  }

  constructor(code: ErrorCode, message: string, details?: XoErrorDetails & Details) {
    super(message, details);
    Object.assign(this, { code, retryable: CATALOGUE[code], hint: '' }, details);
    whenHinted(() => {
      if (hints) (this as { hint: string }).hint ||= hints[code];
    });
  }
}

/**
 * True for errors of this SDK, also of another copy of it or another realm (where `instanceof` fails). They carry a brand,
 * `Symbol.for('xo-rtm.error')`: a `code` that reads like one of ours makes no error one of ours. Never throws.
 */
export function isXoError(error: unknown): error is XoError {
  try {
    return (error as XoError)[BRAND] === true;
  } catch {
    return false; // undefined and null, and objects whose getters throw
  }
}
