/**
 * Whether a page of this server has sent the request. Browsers say so in `Sec-Fetch-Site`, which no page can set. Older ones do not;
 * then the host of the page has to be the one that the request was sent to, where a page of the same host over another scheme counts,
 * too, because a server behind a proxy does not know its scheme.
 */
export function isSameOrigin({ headers, url }: Pick<Request, 'headers' | 'url'>, origin: string): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin' && origin !== 'null';
  const { host } = URL.canParse(origin) ? new URL(origin) : { host: '' };
  return host !== '' && host === (headers.get('host')?.toLowerCase() ?? new URL(url).host);
}
