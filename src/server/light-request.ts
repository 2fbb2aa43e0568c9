/** The parts of a request without a body, from which a `Request` can be created later. */
export interface RequestParts {
  readonly method: string;
  readonly url: string;
  /** Creates the headers when they are needed. */
  headers(): Headers;
  /** Calls back when the visitor closes the connection. */
  onClose(callback: () => void): void;
}

class LightRequest {
  readonly #parts: RequestParts;
  #headers: Headers | undefined;
  #signal: AbortSignal | undefined;

  constructor(parts: RequestParts) {
    this.#parts = parts;
  }

  get method(): string {
    return this.#parts.method;
  }

  get url(): string {
    return this.#parts.url;
  }

  get headers(): Headers {
    this.#headers ??= this.#parts.headers();
    return this.#headers;
  }

  get signal(): AbortSignal {
    if (this.#signal === undefined) {
      const gone = new AbortController();
      this.#parts.onClose(() => gone.abort());
      this.#signal = gone.signal;
    }
    return this.#signal;
  }

  get body(): null {
    return null;
  }

  get bodyUsed(): boolean {
    return false;
  }

  /** Creates a `Request` of the runtime, with all of its members. */
  toWhole(): Request {
    const { method, url, headers, signal } = this;
    return new Request(url, { method, headers, signal });
  }
}

// Makes `instanceof Request` true.
Object.setPrototypeOf(LightRequest.prototype, Request.prototype);

// All other members of the runtime's requests are taken from a complete request. Without a body it is never consumed, so it can be
// created several times.
for (const [name, { get, value }] of Object.entries(Object.getOwnPropertyDescriptors(Request.prototype))) {
  if (Object.hasOwn(LightRequest.prototype, name)) continue;
  if (get) {
    Object.defineProperty(LightRequest.prototype, name, {
      get(this: LightRequest): unknown {
        return Reflect.get(this.toWhole(), name);
      },
    });
  } else if (typeof value === 'function') {
    Object.defineProperty(LightRequest.prototype, name, {
      value(this: LightRequest, ...given: unknown[]): unknown {
        return value.apply(this.toWhole(), given);
      },
    });
  }
}

/**
 * Creates a request without a body whose method, url and headers cost almost nothing. Creating a `Request` of the runtime for each
 * token, with its abort signal, would take Node about as long as signing the token.
 *
 * It is `instanceof Request`, but the runtime's own functions do not accept it: pass its `clone()` to `fetch()` or `new Request()`.
 */
export function createLightRequest(parts: RequestParts): Request {
  return new LightRequest(parts) as unknown as Request;
}
