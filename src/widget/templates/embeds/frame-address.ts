import { safeUrl } from '../../lib/safe-url.js';

/** Where a page to be shown in a frame lies. */
export interface FrameAddress {
  readonly href: string;
  readonly origin: string;
  /**
   * False where it must not be shown in a frame, but can be opened in a tab: a page of the host's own origin, which a frame that
   * keeps origins would let out of its sandbox, and an `http:` page inside of an `https:` one, which no browser shows.
   */
  readonly fitsFrame: boolean;
}

/** Undefined where there is no address that could be opened at all. */
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
