import type { RequestContext } from './rate-gate.js';

/** An answer before it becomes a `Response`, which takes Node longer to make and to read than the JWT in it. */
export interface PlainAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** Under this name a handler gives its answers plain, to an adapter that knows how to send them. */
export const PLAIN_ANSWER = Symbol('xo-rtm.plain-answer');

/** A handler of ours, as opposed to any Fetch-API handler. */
export interface PlainHandler {
  [PLAIN_ANSWER](request: Request, context: RequestContext): Promise<PlainAnswer>;
}

export function hasPlainAnswer(handler: object): handler is PlainHandler {
  return PLAIN_ANSWER in handler;
}

export function toResponse({ status, headers, body }: PlainAnswer): Response {
  return new Response(body, { status, headers });
}
