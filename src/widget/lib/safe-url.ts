/** What a link may open (law 7). Everything else, `javascript:` and `data:` first of all, is text. */
const LINK_PROTOCOLS = new Set(['http:', 'https:', 'mailto:', 'tel:']);
/** What a picture, a sound or a film may be loaded from. */
const MEDIA_PROTOCOLS = new Set(['http:', 'https:']);

/** `example.com`, `www.example.com:8080/path`: bots leave the protocol out. A dot is asked for, so `javascript:` never fits. */
const HOST_FIRST = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?(?:[/?#]|$)/i;

function parse(text: string, protocols: ReadonlySet<string>): string | undefined {
  try {
    const { protocol, username, password, href } = new URL(text);
    // `https://www.bank.example@evil.test/` reads like a page of the bank. Only phishing has a use for user names in links.
    return protocols.has(protocol) && !username && !password ? href : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The address in the form that is safe to put into `href`, or undefined.
 * Never relative: what a bot sends must not point into the page that shows it.
 */
export function safeUrl(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return parse(text, LINK_PROTOCOLS) ?? (HOST_FIRST.test(text) ? parse(`https://${text}`, LINK_PROTOCOLS) : undefined);
}

/** The same for the `src` of a picture, a sound or a film. */
export function safeImageUrl(value: unknown): string | undefined {
  return typeof value === 'string' ? parse(value.trim(), MEDIA_PROTOCOLS) : undefined;
}
