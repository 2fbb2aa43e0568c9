import { safeUrl } from '../../lib/safe-url.js';

/** The address of a page that a message wants to show in a frame. */
export interface FrameAddress {
  readonly href: string;
  readonly origin: string;
  /**
   * False if the page must not be framed and can only open in a tab. That is a page of the host's own origin, which could escape
   * from a sandbox with `allow-same-origin`, and an `http:` page within an `https:` page, which browsers block.
   */
  readonly fitsFrame: boolean;
}

/** Returns undefined if the link is not an address that can be opened at all. */
export function frameAddress(
  link: unknown,
  host: { readonly origin: string; readonly protocol: string },
): FrameAddress | undefined {
  const href = safeUrl(link);
  if (!href) return undefined;
  const { origin, protocol } = new URL(href);
  if (!/^https?:$/.test(protocol)) return undefined;
  return { href, origin, fitsFrame: origin !== host.origin && !(host.protocol === 'https:' && protocol === 'http:') };
}
