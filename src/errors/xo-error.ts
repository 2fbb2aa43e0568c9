import { CATALOGUE, type ErrorCode } from './catalogue.js';

export interface XoErrorOptions {
  /** The error underneath, if there is one. Never holds a token. */
  cause?: unknown;
  /** Replaces the catalogue's hint where the place knows better. */
  hint?: string;
}

/**
 * What every error of the SDK has in common.
 *
 * `message` says what could not be done and why, `hint` what to change, `code` is for programs,
 * `retryable` tells whether the same call may succeed later without any change.
 */
export abstract class XoError extends Error {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly hint: string;

  constructor(code: ErrorCode, message: string, options: XoErrorOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    const [retryable, hint] = CATALOGUE[code];
    this.code = code;
    this.retryable = retryable;
    this.hint = options.hint ?? hint;
  }
}

/** True for errors of this SDK, also when two copies of it are on the page (where `instanceof` fails). */
export function isXoError(error: unknown): error is XoError {
  return error instanceof Error && (error as Partial<XoError>).code! in CATALOGUE && 'hint' in error;
}
