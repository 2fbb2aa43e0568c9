import { type ErrorCode, RETRYABLE } from './catalogue.js';

/** The same symbol in every copy of the package and in every realm. */
const BRAND: unique symbol = Symbol.for('xo-rtm.error');

/** Undefined until the hints have loaded. */
let hints: Record<ErrorCode, string> | undefined;
const pending: (() => void)[] = [];

/** Provides the hints without a lazy import, for entry points whose size does not matter. */
export function setHints(all: Record<ErrorCode, string>): void {
  hints = all;
}

/** Calls `callback` at once if the hints are available, else after they have loaded or failed to load. */
export function onHintsLoaded(callback: () => void): void {
  if (hints) return callback();
  pending.push(callback);
  void import('./hints.js')
    .then(
      ({ HINTS }) => setHints(HINTS),
      () => {},
    )
    .then(() => {
      // Each callback gets its own microtask, so that one that throws does not stop the others.
      for (const each of pending.splice(0)) queueMicrotask(each);
    });
}

/** What an error may hold in addition to code and message. */
export interface XoErrorDetails {
  /** The underlying error, if there is one. Never holds a token. */
  cause?: unknown;
  /** Replaces the hint of the catalogue where the call site knows more. */
  hint?: string;
  /** Replaces the value of the catalogue where the call site knows more. */
  retryable?: boolean;
}

/**
 * The base class of all errors of the SDK.
 *
 * `message` says what failed and why, `hint` says what to change, `code` is for programs, and `retryable` says whether the
 * same call may succeed later without any change.
 *
 * @typeParam Details the properties that a subclass adds
 */
export abstract class XoError<Details extends object = object> extends Error {
  declare readonly code: ErrorCode;
  declare readonly retryable: boolean;
  /** In browsers this is empty until the hints have loaded. The first error of a page starts loading them. */
  declare readonly hint: string;
  /** The wait that the platform requested with `Retry-After`, in milliseconds. Only an HttpError may have it. */
  declare readonly retryAfterMs?: number | undefined;

  /** @internal */
  get [BRAND]() {
    return true;
  }

  constructor(code: ErrorCode, message: string, details?: XoErrorDetails & Details) {
    super(message, details);
    Object.assign(this, { code, retryable: code in RETRYABLE, hint: '' }, details);
    onHintsLoaded(() => {
      if (hints) (this as { hint: string }).hint ||= hints[code];
    });
  }
}

/**
 * Returns true for errors of this SDK, including those of another copy of the package or another realm, where `instanceof`
 * fails. It checks for the brand `Symbol.for('xo-rtm.error')`, because other libraries use codes such as `network`, too.
 * Never throws.
 */
export function isXoError(error: unknown): error is XoError {
  try {
    return (error as XoError)[BRAND] === true;
  } catch {
    return false; // undefined, null, or an object whose getters throw
  }
}
