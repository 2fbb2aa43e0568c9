import type { RequestHeaders } from '../auth/bearer.js';
import type { Platform } from '../platform/platform.js';
import type { EndpointFault } from '../types/fault-rule.js';

/** The bytes of a request, in the order of arrival. */
export type RequestBody = AsyncIterable<Uint8Array>;

/** One request, as an endpoint handles it. */
export interface Exchange {
  readonly method: string;
  readonly headers: RequestHeaders;
  readonly query: URLSearchParams;
  /** The named parts of the path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** `host:port` under which the client reached the platform. A proxy that passes the `Host` header on does not change it. */
  readonly host: string;
  /** True if a proxy says that the client used TLS. */
  readonly secure: boolean;
  /** For endpoints that do not expect JSON. It can be read once. */
  readonly body: RequestBody;
  /** A fault that the endpoint itself has to apply. */
  readonly fault?: EndpointFault;
  /** Reads the body as a JSON object. An absent body is an empty object. @throws ApiError 400, 413 */
  json(): Promise<Readonly<Record<string, unknown>>>;
}

/** JSON, or a file. */
export type Answer =
  | { body: object }
  | { contentType: string; content: string | Uint8Array; headers?: Readonly<Record<string, string>> };

/** Answers one kind of request. An `ApiError` that it throws becomes an answer in the platform's form. */
export type Endpoint = (platform: Platform, exchange: Exchange) => Answer | Promise<Answer>;
