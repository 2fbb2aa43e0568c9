/** Replaces a secret. */
const HIDDEN = '[redacted]';

/** Shorter secrets, in UTF-16 units, may also be ordinary words. Hiding them would garble texts and reveal the secret by its gaps. */
const MIN_SECRET_LENGTH = 6;
/** The number of remembered texts; each secret has up to three notations. Beyond that the oldest are dropped. */
const MAX_SECRETS = 200;

/*
 * Each of these patterns runs in linear time on any text: no two of their repetitions can match the same characters, and no
 * repetition that can fail is followed by itself. test/lib/redact.test.ts measures it.
 */

/** JWTs, even if they are cut off; private keys; user and password of a URL. */
const BY_SHAPE = /eyJ[\w.-]{5,}|-BEGIN [^-]+-+[^-]+|:\/\/[^\s/]*@/g;
/** Values after a name that indicates a secret: `Bearer …`, `sid=…`, `"token":"…"`, `nonce|…`, `secret%3D…`, `password: hunter2`. */
const NAMED =
  /((bearer)|basic|sid|token|secret|pass(?:phrase|code|w(?:or)?d)?|pwd?|jwt|assertion|nonce|session|cookie|api.?key)(\w{0,3}\\?["']?)(\s?[=|:]\s?|\s|%3[AD])(\\?(?:"[^"]*"?|'[^']*'?|[^\s"'&,;)}]+))/gi;
/**
 * A shorter value after "jwt", in UTF-16 units, is taken for prose: `error verifying the jwt: "jti" claim is required`.
 */
const MIN_JWT_LENGTH = 20;
/** Long enough to be a token, a key or a socket's `sid`. */
const LONG_RUN = /[\w-]{20,}/g;

/** True for runs with capitals inside a word or with only hexadecimal digits. Ids of the platform (`st-…`, `ms-…`, trace ids) have neither. */
const looksOpaque = (run: string): boolean => /[a-z][A-Z]|^[\da-fA-F]{32,}$/.test(run);

/** Removes secrets from texts that leave the SDK: logs, errors, states, traces and reports. */
export interface Redactor {
  /** Hides these texts from now on, including their URL-encoded and JSON-escaped forms. Ignores values that are not strings. */
  add(...secrets: unknown[]): void;
  /**
   * Replaces the secrets that were added, and everything that has the shape of a secret. Runs in linear time. Call it before
   * a text is truncated, because part of a secret is not recognised.
   */
  redact(text: string): string;
}

/**
 * @param isSecret decides about a run of at least 20 letters, digits, `-` and `_` without a name that indicates a secret.
 *   Default: true for capitals inside a word, and for 32 or more hexadecimal digits.
 */
export function createRedactor(isSecret: (run: string) => boolean = looksOpaque): Redactor {
  const known = new Set<string>();
  return {
    add(...secrets) {
      for (const secret of secrets) {
        if (typeof secret !== 'string') continue;
        // encodeURIComponent throws on half a surrogate pair.
        const wellFormed = secret.replace(/[\ud800-\udfff]/g, '');
        for (const notation of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(wellFormed)]) {
          // A secret that is added again moves to the end of the set, because it is still in use.
          known.delete(notation);
          if (notation.length >= MIN_SECRET_LENGTH) known.add(notation);
        }
      }
      for (const oldest of known) if (known.size > MAX_SECRETS) known.delete(oldest);
    },
    redact(text) {
      let clean = text;
      // Longest first, because one secret may be part of another.
      for (const secret of [...known].sort((one, other) => other.length - one.length)) {
        clean = clean.replaceAll(secret, HIDDEN);
      }
      return clean
        .replace(BY_SHAPE, HIDDEN)
        .replace(NAMED, (all, name: string, bearer, quote: string, sign: string, value: string) =>
          // Prose also has colons and spaces (`invalid jwt: possibly a replay`), but no digits or quotes after them.
          bearer ||
          /["']/.test(quote) ||
          /[=|D]/i.test(sign) ||
          (/["'\d=]/.test(value) && !(/jwt/i.test(name) && value.length < MIN_JWT_LENGTH))
            ? name + quote + sign + HIDDEN
            : all,
        )
        .replace(LONG_RUN, (run) => (isSecret(run) ? HIDDEN : run));
    },
  };
}
