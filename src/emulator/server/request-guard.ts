import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { sanitizeForTerminal } from '../../lib/sanitize-for-terminal.js';
import { ApiError } from '../lib/api-error.js';
import type { RoutePurpose } from '../rest/routes.js';
import { isLoopback } from './network-address.js';

/** The purpose of a route, or `inspector`, which only its own page and links to it may use, whatever else is allowed. */
export type Purpose = RoutePurpose | 'inspector';

export interface RequestGuardOptions {
  /** The name or address in the option `host`. */
  host: string;
  /** Checked origins, as browsers write them. */
  allowedOrigins: readonly string[];
  /** Checked names without a port. */
  allowedHosts: readonly string[];
  log: (line: string) => void;
}

/** How many refusals are remembered, so that each is logged only once. */
const MOST_LOGGED = 200;
const LONGEST_LOGGED = 200;

/**
 * Decides for every request and every socket whether the page that sent it may use the emulator. A developer's browser also has foreign
 * pages open, and these must not read or change anything here.
 *
 * - The `Host` must be a loopback name, an address that the emulator was bound to, or an allowed host: a foreign
 *   name that points at this machine (DNS rebinding) would make a foreign page look like one of the emulator's.
 * - A page must have a loopback origin, an allowed one, or the emulator's own. Browsers send it in `Origin`, in
 *   `Referer` or, less exactly, in `Sec-Fetch-Site`, and pages cannot forge these headers.
 * - A request without any of them does not come from a page of a current browser, but from curl, Node or a server.
 */
export class RequestGuard {
  readonly #options: RequestGuardOptions;
  readonly #logged = new Set<string>();

  constructor(options: RequestGuardOptions) {
    this.#options = options;
  }

  /** @throws ApiError 403 with the option that would allow the page */
  check(request: IncomingMessage, purpose: Purpose = 'api'): void {
    const { headers } = request;
    const host = hostName(headers.host);
    if (host === undefined || !this.#isOwnHost(host, request)) throw this.#refuseHost(host ?? headers.host);

    const { origin } = headers;
    const source = origin ?? sourceOf(headers);
    if (source === undefined) return;
    const isOwn = isOwnOrigin(source, headers.host);
    if (purpose === 'inspector' ? isOwn : isOwn || this.allows(source)) return;
    if (origin === undefined && isOpenTo(purpose, request, host)) return;
    throw purpose === 'inspector' ? this.#refuseInspector(source) : this.#refuseOrigin(source);
  }

  /** True if pages of this origin may use the emulator. */
  allows(origin: string): boolean {
    return isLoopbackOrigin(origin) || this.#options.allowedOrigins.includes(origin);
  }

  #isOwnHost(name: string, { socket }: IncomingMessage): boolean {
    const { host, allowedHosts } = this.#options;
    if (isLoopback(name) || name === nameIn(host) || allowedHosts.includes(name)) return true;
    // For a server on all addresses: the address that the request arrived at.
    return socket.localAddress !== undefined && name === nameIn(socket.localAddress.replace(/^::ffff:/, ''));
  }

  #refuseHost(name: string | undefined): ApiError {
    const host = printable(name ?? 'nothing');
    this.#logOnce(`refused a request for the host ${host}: --allow-host ${host} (allowedHosts) lets it in`);
    return new ApiError(
      403,
      `This emulator does not answer to the host ${host}. To allow it, start with --allow-host ${host}, or allowedHosts: ['${host}']`,
    );
  }

  #refuseOrigin(source: string): ApiError {
    if (source === ELSEWHERE || source === 'null') {
      const what =
        source === 'null' ? 'with the origin "null", which any page can have' : 'of an origin it does not name';
      this.#logOnce(`refused a page ${what}: --allow-origin (allowedOrigins) lets in those that name theirs`);
      return new ApiError(
        403,
        `This emulator does not answer to a page ${what}. Serve the page from localhost, or start with --allow-origin https://… (allowedOrigins) for the origin that it names`,
      );
    }
    const origin = printable(source);
    this.#logOnce(`refused a page of ${origin}: --allow-origin ${origin} (allowedOrigins) lets it in`);
    return new ApiError(
      403,
      `This emulator does not answer to pages of ${origin}. To allow them, start with --allow-origin ${origin}, or allowedOrigins: ['${origin}']`,
    );
  }

  #refuseInspector(source: string): ApiError {
    this.#logOnce(`refused a page at the inspector, which answers only its own: ${printable(source)}`);
    return new ApiError(403, 'The inspector answers only its own page');
  }

  #logOnce(line: string): void {
    if (this.#logged.has(line) || this.#logged.size >= MOST_LOGGED) return;
    this.#logged.add(line);
    this.#options.log(line);
  }
}

/** Stands for the unknown origin of a page of another site. */
const ELSEWHERE = 'another site';

/** The origin of a request without `Origin`. Undefined if no page sent it, or one of the emulator's own. */
function sourceOf(headers: IncomingHttpHeaders): string | undefined {
  const site = headers['sec-fetch-site'];
  if (site === 'none' || site === 'same-origin') return undefined;
  if (headers.referer !== undefined) return parse(headers.referer)?.origin ?? 'null';
  return site === undefined ? undefined : ELSEWHERE;
}

function isOpenTo(purpose: Purpose, { method, headers }: IncomingMessage, host: string): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  if (purpose === 'secret') return true;
  if (purpose === 'api') return false;
  const { 'sec-fetch-site': site, 'sec-fetch-mode': mode, 'sec-fetch-dest': target = 'document' } = headers;
  // A link was followed: the answer is shown in a window of its own, which the page with the link cannot read.
  if (mode === 'navigate' && (target === 'document' || purpose === 'sample')) return true;
  if (purpose === 'inspector') return false;
  // Only other ports of a loopback name are of the same site. Browsers on this machine always send the header.
  return site === undefined || (site === 'same-site' && isLoopback(host));
}

function isLoopbackOrigin(origin: string): boolean {
  const url = parse(origin);
  return url !== undefined && /^https?:$/.test(url.protocol) && url.origin === origin && isLoopback(bare(url.hostname));
}

/** True for a page of this server: the same name and the same port. */
function isOwnOrigin(origin: string, host: string | undefined): boolean {
  const url = parse(origin);
  return url !== undefined && url.origin === origin && url.host !== '' && url.host === host?.toLowerCase();
}

/** The name in a `Host` header, without port, brackets and final dot. Undefined for an invalid header. */
function hostName(host: string | undefined): string | undefined {
  return host !== undefined && /^[^\s/\\?#@]+$/.test(host) ? nameIn(host) : undefined;
}

function nameIn(host: string): string | undefined {
  const url = parse(`http://${host.includes('::') && !host.startsWith('[') ? `[${host}]` : host}`);
  return url && bare(url.hostname).replace(/\.$/, '');
}

const bare = (hostname: string) => hostname.replace(/^\[|\]$/g, '');

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** The value of a header in a form that is safe to log. */
function printable(value: string): string {
  const text = sanitizeForTerminal(value);
  return text.length > LONGEST_LOGGED ? `${text.slice(0, LONGEST_LOGGED)}…` : text;
}
