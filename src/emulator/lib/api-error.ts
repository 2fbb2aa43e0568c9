import type { ErrorBody } from '../../protocol/rest.js';

/** An error answer in the platform's form (protocol.md §1.2). */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: number | string;
  readonly headers: Readonly<Record<string, string>>;

  /** @param options `code` defaults to the status, as on the platform */
  constructor(status: number, msg: string, options: { code?: number | string; headers?: Record<string, string> } = {}) {
    super(msg);
    this.status = status;
    this.code = options.code ?? status;
    this.headers = options.headers ?? {};
  }

  get body(): ErrorBody {
    return { errors: [{ msg: this.message, code: this.code }] };
  }
}
