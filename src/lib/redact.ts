/** What stands in place of a secret. */
const HIDDEN = '[redacted]';

/** Shorter ones are words too: to hide them would garble texts, and tell where they stood. In UTF-16 units. */
const SHORTEST = 6;
/** Secrets of one client or server at a time, each in up to three notations. Beyond that the oldest are dropped. */
const MOST = 200;

/*
 * Each of these reads a text in linear time, whatever it holds: no two of their repetitions can match the same characters,
 * and none that can fail is followed by itself. A test measures it.
 */

/** JWTs, also when they are cut off; private keys; user and password of an address. */
const BY_LOOK = /eyJ[\w.-]{5,}|-BEGIN [^-]+-+[^-]+|:\/\/[^\s/]*@/g;
/** What a name announces: `Bearer …`, `sid=…`, `"token":"…"`, `nonce|…`, `secret%3D…`, `password: hunter2`. */
const NAMED =
  /((bearer)|basic|sid|token|secret|passw(?:or)?d|pwd|jwt|assertion|nonce|session|cookie|api.?key)(\w{0,3}\\?["']?)(\s?[=|:]\s?|\s|%3[AD])(\\?(?:"[^"]*"?|'[^']*'?|[^\s"'&,;)}]+))/gi;
/** What stands in prose behind the word: `error verifying the jwt: "jti" claim is required`. In UTF-16 units. */
const SHORTEST_JWT = 20;
/** Long enough to be a token, a key or a socket's `sid`. */
const LONG_RUN = /[\w-]{20,}/g;

/** Capitals inside of a word, or nothing but hexadecimal digits. Ids of the platform (`st-…`, `ms-…`, trace ids) are neither. */
const looksOpaque = (run: string): boolean => /[a-z][A-Z]|^[\da-fA-F]{32,}$/.test(run);

/** The one place that takes secrets out of texts that leave the SDK: logs, errors, states, traces, reports. */
export interface Redactor {
  /** From now on these texts are hidden wherever they stand, also URL-encoded or escaped as in JSON. Other values are ignored. */
  add(...secrets: unknown[]): void;
  /**
   * Gives the text without the secrets that were added, and without whatever has the shape of one. In linear time; to be
   * called before a text is cut, since half a secret is not recognised.
   */
  redact(text: string): string;
}

/**
 * @param isSecret decides about a run of at least 20 letters, digits, `-` and `_`, where nothing announces it.
 *   Default: capitals inside of a word, or 32 hexadecimal digits and more.
 */
export function createRedactor(isSecret: (run: string) => boolean = looksOpaque): Redactor {
  const known = new Set<string>();
  return {
    add(...secrets) {
      for (const secret of secrets) {
        if (typeof secret !== 'string') continue;
        // Half a surrogate pair cannot be encoded.
        const wellFormed = secret.replace(/[\ud800-\udfff]/g, '');
        for (const notation of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(wellFormed)]) {
          // What is added again is new again: it is still in use.
          known.delete(notation);
          if (notation.length >= SHORTEST) known.add(notation);
        }
      }
      for (const oldest of known) if (known.size > MOST) known.delete(oldest);
    },
    redact(text) {
      let clean = text;
      // The longest first: one may be a part of another.
      for (const secret of [...known].sort((one, other) => other.length - one.length)) {
        clean = clean.replaceAll(secret, HIDDEN);
      }
      return clean
        .replace(BY_LOOK, HIDDEN)
        .replace(NAMED, (all, name: string, bearer, quote: string, sign: string, value: string) =>
          // Prose has colons and spaces, too (`invalid jwt: possibly a replay`), but no digits or quotations behind them.
          bearer ||
          /["']/.test(quote) ||
          /[=|D]/i.test(sign) ||
          (/["'\d=]/.test(value) && !(/jwt/i.test(name) && value.length < SHORTEST_JWT))
            ? name + quote + sign + HIDDEN
            : all,
        )
        .replace(LONG_RUN, (run) => (isSecret(run) ? HIDDEN : run));
    },
  };
}
