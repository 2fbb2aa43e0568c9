import { loadLateParts } from './load-late-parts.js';

/** Each attempt to connect adds two or three. */
const MAX_SECRETS = 70;

/** Removes the secrets of one client from texts that leave it (docs/delivery.md, D9). */
export interface Secrets {
  /** Remembers these texts; the oldest are dropped. Ignores values that are not strings. */
  hide(...secrets: unknown[]): void;
  /**
   * Resolves with the text without secrets. The redactor loads with the first text, because most pages never need it.
   *
   * @returns undefined if it cannot be loaded: then the text must not be used
   */
  redact(text: string): Promise<string | undefined>;
}

export function createSecrets(): Secrets {
  let known: unknown[] = [];
  return {
    hide(...secrets) {
      known = [...known, ...secrets].slice(-MAX_SECRETS);
    },
    redact: (text) =>
      loadLateParts().then(
        ({ createRedactor }) => {
          const redactor = createRedactor();
          redactor.add(...known);
          return redactor.redact(text);
        },
        () => undefined,
      ),
  };
}
