/** What is known of a request without a body before a `Request` is made of it. */
export interface RequestParts {
  readonly method: string;
  readonly url: string;
  /** Made when somebody asks for them. */
  headers(): Headers;
  /** Calls back when the visitor has gone. */
  whenGone(callback: () => void): void;
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
      this.#parts.whenGone(() => gone.abort());
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

  /** A `Request` of the runtime, with all of its members. */
  toWhole(): Request {
    const { method, url, headers, signal } = this;
    return new Request(url, { method, headers, signal });
  }
}

// `instanceof Request`, as far as that goes.
Object.setPrototypeOf(LightRequest.prototype, Request.prototype);

// Whatever else the runtime's requests have comes from the whole one. Without a body it is never used up, and may be made anew.
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
 * A request without a body whose method, url and headers cost next to nothing. To make a `Request` of the runtime for each token, with
 * its abort signal, takes Node about as long as to sign the token.
 *
 * It is `instanceof Request`, but no `Request` to the runtime's own functions: what is passed to `fetch()` or `new Request()` must be its
 * `clone()`.
 */
export function createLightRequest(parts: RequestParts): Request {
  return new LightRequest(parts) as unknown as Request;
}
