export interface FakeRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  /** The parsed JSON of a POST. */
  readonly body: Record<string, unknown>;
  readonly signal: AbortSignal;
}

/** A body for an answer with status 200, a whole Response, an Error to fail with, or undefined to never answer. */
export type FakeAnswer = object | string | Error | undefined;

/** A `fetch` that a test answers, and that writes down what it is asked. A question whose signal is aborted fails. */
export function fakeFetch(answer: (request: FakeRequest) => FakeAnswer | Promise<FakeAnswer>) {
  const requests: FakeRequest[] = [];
  const fetch = async (url: string, { method = 'GET', headers, body, signal }: RequestInit) => {
    const request: FakeRequest = {
      url: new URL(url),
      method,
      headers: new Headers(headers),
      body: JSON.parse((body as string | undefined) ?? '{}'),
      signal: signal!,
    };
    requests.push(request);
    const aborted = new Promise<never>((_, reject) => {
      request.signal.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError')));
    });
    const given = await Promise.race([aborted, answer(request)]);
    if (given instanceof Error) throw given;
    if (given === undefined) return aborted;
    if (given instanceof Response) return given;
    return typeof given === 'string' ? new Response(given) : Response.json(given);
  };
  return { fetch: fetch as typeof globalThis.fetch, requests };
}

/** A failure as the platform words it (protocol.md §1.2). */
export function failure(status: number, code: number | string, msg = 'no', headers: HeadersInit = {}): Response {
  return Response.json({ errors: [{ msg, code }] }, { status, headers });
}
