export interface FakeRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  /** The parsed JSON of a POST. */
  readonly body: Record<string, unknown>;
  readonly signal: AbortSignal;
}

/** The body of a response with status 200, a whole Response, an Error to reject with, or undefined to never answer. */
export type FakeAnswer = object | string | Error | undefined;

/** Returns a `fetch` whose responses come from the test, and the list of its requests. Aborting the signal rejects a request. */
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

/** Returns an error response in the format of the platform (docs/protocol.md §1.2). */
export function failure(status: number, code: number | string, msg = 'no', headers: HeadersInit = {}): Response {
  return Response.json({ errors: [{ msg, code }] }, { status, headers });
}
