import type { IncomingHttpHeaders } from 'node:http';

/** One request, as its endpoint sees it. */
export interface Exchange {
  readonly headers: IncomingHttpHeaders;
  readonly query: URLSearchParams;
  /** From the path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** `host:port` under which the client reached us: also right behind a proxy that keeps it. */
  readonly host: string;
  /** True behind a proxy that speaks TLS and says so. */
  readonly secure: boolean;
  /** The JSON object in the body; an empty one where there is no body. @throws PlatformError 400, 413 */
  json(): Promise<Readonly<Record<string, unknown>>>;
}

/** Sent as JSON. */
export interface Answer {
  status?: number;
  body: object;
}
