/** What stands in place of a secret. */
const HIDDEN = '[redacted]';

/** Shorter ones are words too: to hide them would garble texts, and tell where they stood. In UTF-16 units. */
const SHORTEST = 6;
/** Secrets of one client or server at a time, each in up to three notations. Beyond that the oldest are dropped. */
const MOST = 200;

/*
 * Each of these reads a text in linear time, whatever it holds: no two of their repetitions can match the same characters,
 * and where a match can begin anew inside of a failed one, the repetition has an upper bound. A test measures it.
 */

/** JWTs, also when they are cut off. */
const JWT = /eyJ[\w.-]{5,}/g;
/** User and password of an address. */
const CREDENTIALS = /:\/\/[^\s/]*@/g;
const PRIVATE_KEY = /-BEGIN [^-]+-+[^-]+/g;
/** After one of these words, whatever follows. */
const SCHEME = /(bearer\W{1,3}|basic\s)([^\s"'&,;)}]+)/gi;
/** What a name announces: `sid=…`, `"token":"…"`, `nonce|…`, `secret%3D…`. */
const NAMED =
  /((?:sid|token|secret|passw(?:or)?d|pwd|jwt|assertion|nonce|session|cookie|api.?key|authorization)(?:.?id)?(?:\\?["']\s?:|(?:\\?["'])?(?:[=|]|%3D))\s?)(?:\\?"[^"]*"?|\\?'[^']*'?|[^\s"'&,;)}]+)/gi;
/** The same behind a colon, where prose has one, too (`invalid jwt: possibly a replay`). */
const NAMED_IN_PROSE =
  /((?:sid|token|secret|passw(?:or)?d|pwd|jwt|assertion|nonce|session|cookie|api.?key|authorization)(?:.?id)?\s?(?::|%3A)\s?)(\\?"[^"]*"?|\\?'[^']*'?|[^\s"',;)}]+)/gi;
/** Long enough to be a token, a key or a socket's `sid`. */
const LONG_RUN = /[\w-]{20,}/g;

/** Capitals inside of a word, or nothing but hexadecimal digits. Ids of the platform (`st-…`, `ms-…`, trace ids) are neither. */
const looksOpaque = (run: string): boolean => /[a-z][A-Z]|^[\da-f]{32,}$|^[\dA-F]{32,}$/.test(run);

/** A quotation, or something with a digit or an equals sign: prose goes on with words. */
const isNoWord = (value: string): boolean => /^\\?["']|[\d=]/.test(value);

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
        // What is added again is new again: it is still in use.
        for (const notation of [secret, JSON.stringify(secret).slice(1, -1), encode(secret)]) {
          if (notation.length < SHORTEST) continue;
          known.delete(notation);
          known.add(notation);
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
        .replace(JWT, HIDDEN)
        .replace(CREDENTIALS, `://${HIDDEN}@`)
        .replace(PRIVATE_KEY, HIDDEN)
        .replace(SCHEME, (all, head: string, value: string) =>
          /^bearer/i.test(head) || isNoWord(value) ? head + HIDDEN : all,
        )
        .replace(NAMED, `$1${HIDDEN}`)
        .replace(NAMED_IN_PROSE, (all, head: string, value: string) => (isNoWord(value) ? head + HIDDEN : all))
        .replace(LONG_RUN, (run) => (isSecret(run) ? HIDDEN : run));
    },
  };
}

/** Half a surrogate pair cannot be encoded. */
function encode(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return text;
  }
}
