import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Platform } from '../platform/platform.js';
import type { EndpointFault } from '../types/fault-rule.js';

/** One request, as its endpoint sees it. */
export interface Exchange {
  /** For endpoints whose body is no JSON. */
  readonly request: IncomingMessage;
  readonly headers: IncomingHttpHeaders;
  readonly query: URLSearchParams;
  /** From the path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** `host:port` under which the client reached us: also right behind a proxy that keeps it. */
  readonly host: string;
  /** True behind a proxy that speaks TLS and says so. */
  readonly secure: boolean;
  /** What a fault rule wants of the endpoint itself. */
  readonly fault?: EndpointFault;
  /** The JSON object in the body; an empty one where there is no body. @throws PlatformError 400, 413 */
  json(): Promise<Readonly<Record<string, unknown>>>;
}

/** JSON, or a file. */
export type Answer =
  | { body: object }
  | { contentType: string; content: string | Uint8Array; headers?: Readonly<Record<string, string>> };

/** Answers one kind of request. What it throws becomes an answer in the platform's form. */
export type Endpoint = (platform: Platform, exchange: Exchange) => Answer | Promise<Answer>;
