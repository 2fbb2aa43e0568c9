/**
 * Link text that reads as an address: what follows a protocol, two slashes or `www.`, or a text that is one name with a
 * dot. File names do not count. A host name has at most 253 characters.
 */
const SHOWN_HOST =
  /(?:https?:[\\/]*|[\\/]{2}|\bwww\.)([^\s\\/?#]{0,255})|^([^\s\\/?#]{1,255}\.[^\s\\/?#.]{2,255})(?=[\\/?#]|$)/gi;

/** A name with a dot that is no host. */
const FILE_NAME = /\.(?:pdf|docx?|xlsx?|pptx?|csv|txt|rtf|html?|xml|json|png|jpe?g|gif|webp|svg|mp[34]|wav|ogg|webm)$/i;

/**
 * Host names that cannot be mistaken for another one: Latin with the accents of western Europe, or one other script
 * throughout.
 */
const ONE_SCRIPT =
  /^(?:[a-zß-öø-ÿ\d.-]+|[\p{sc=Cyrl}\d.-]+|[\p{sc=Arab}\d.-]+|[\p{sc=Deva}\d.-]+|[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}ー\d.-]+)$/u;

const withoutPort = (host: string) =>
  host
    .toLowerCase()
    .replace(/^www\./, '')
    .replace(/:\d*$/, '')
    .replace(/[.,;:!)'"*_~]{1,9}$/, '');

/**
 * Returns the text of a link. If the text reads as an address but does not plainly show the host that the link leads
 * to, appends that host in brackets: for a different host, a mix of scripts, or letters that look like others (in which
 * case the host is in punycode).
 *
 * @param href as returned by safeUrl()
 */
export function linkText(text: string, href: string): string {
  const { hostname } = new URL(href);
  const host = withoutPort(hostname);
  const isPlain = (shown: string) =>
    shown === host ||
    (host.includes('xn--') && ONE_SCRIPT.test(shown) && withoutPort(new URL(`https://${shown}`).hostname) === host);
  for (const [, marked, bare = marked] of host ? text.trim().matchAll(SHOWN_HOST) : []) {
    if (marked === undefined && FILE_NAME.test(bare!)) continue;
    try {
      if (isPlain(withoutPort(bare!))) continue;
    } catch {
      // A text that is no valid URL does not show the host plainly.
    }
    return `${text} (${hostname})`;
  }
  return text;
}
