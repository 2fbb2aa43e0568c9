/** Protocols that a link may open. Anything else, above all `javascript:` and `data:`, is shown as text. */
const LINK_PROTOCOLS = new Set(['http:', 'https:', 'mailto:', 'tel:']);
/** Protocols from which pictures, audio and video may be loaded. */
const MEDIA_PROTOCOLS = new Set(['http:', 'https:']);

/**
 * Bots often omit the protocol: `example.com`, `www.example.com:8080/path`. Requires a dot, so `javascript:` never
 * matches.
 */
const HOST_FIRST = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?(?:[/?#]|$)/i;

function parse(text: string, protocols: ReadonlySet<string>): string | undefined {
  try {
    const { protocol, username, password, href } = new URL(text);
    // `https://www.bank.example@evil.test/` reads like a page of the bank. Only phishing needs user names in links.
    return protocols.has(protocol) && !username && !password ? href : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Returns the address in a form that is safe for `href`, or undefined. Never returns a relative address: what a bot
 * sends must not point into the page that shows it.
 */
export function safeUrl(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return parse(text, LINK_PROTOCOLS) ?? (HOST_FIRST.test(text) ? parse(`https://${text}`, LINK_PROTOCOLS) : undefined);
}

/** Like safeUrl(), but for the `src` of a picture, audio or video. */
export function safeImageUrl(value: unknown): string | undefined {
  return typeof value === 'string' ? parse(value.trim(), MEDIA_PROTOCOLS) : undefined;
}
