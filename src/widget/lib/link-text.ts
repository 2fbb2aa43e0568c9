/**
 * Words that read as an address: what follows a protocol, two slashes or `www.`, or a name with a dot that is all there is. The
 * name of a file is none. A name of a host has at most 253 characters.
 */
const SHOWN_HOST =
  /(?:https?:[\\/]*|[\\/]{2}|\bwww\.)([^\s\\/?#]{0,255})|^([^\s\\/?#]{1,255}\.[^\s\\/?#.]{2,255})(?<!\.(?:pdf|docx?|xlsx?|pptx?|csv|txt|rtf|html?|xml|json|png|jpe?g|gif|webp|svg|mp[34]|wav|ogg|webm))(?=[\\/?#]|$)/gi;

/** Names that cannot be taken for another one: Latin with the accents of western Europe, or one other script to the last letter. */
const ONE_SCRIPT =
  /^(?:[a-zß-öø-ÿ\d.-]+|[\p{sc=Cyrl}\d.-]+|[\p{sc=Arab}\d.-]+|[\p{sc=Deva}\d.-]+|[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}ー\d.-]+)$/u;

const withoutPort = (host: string) =>
  host
    .toLowerCase()
    .replace(/^www\./, '')
    .replace(/:\d*$/, '')
    .replace(/[.,;:!)'"*_~]{1,9}$/, '');

/**
 * The words of a link, and behind them in brackets the host it goes to, where the words read as an address and do not show that
 * host plainly: another one, a mix of scripts, a name in letters that look like others (then the host is in punycode).
 *
 * @param href as safeUrl() gives it
 */
export function linkText(text: string, href: string): string {
  const { hostname } = new URL(href);
  const host = withoutPort(hostname);
  const isPlain = (shown: string) =>
    shown === host ||
    (host.includes('xn--') && ONE_SCRIPT.test(shown) && withoutPort(new URL(`https://${shown}`).hostname) === host);
  for (const [, marked, bare = marked] of host ? text.trim().matchAll(SHOWN_HOST) : []) {
    try {
      if (isPlain(withoutPort(bare!))) continue;
    } catch {
      // What no browser could open shows nothing plainly.
    }
    return `${text} (${hostname})`;
  }
  return text;
}
