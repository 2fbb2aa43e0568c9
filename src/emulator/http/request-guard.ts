import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { sanitizeForTerminal } from '../../lib/sanitize-for-terminal.js';
import { isLoopback } from './loopback.js';
import { PlatformError } from './platform-error.js';

/**
 * What a request is for, which decides who else may make it:
 *
 * - `api`: nobody else.
 * - `page`: a page, or a file that is the same for everybody. Links from anywhere lead here.
 * - `sample`: as `page`, and to be shown in frames: forms of sample messages stand in frames without an origin of their own, which
 *   nobody can tell from those of other pages. What they show is the same for everybody.
 * - `secret`: the address itself cannot be guessed, and whoever has it may read. Pictures, sounds and frames of a page send no
 *   `Origin`, and under a referrer policy nothing else that says where they come from.
 * - `inspector`: its own page, and links to it; no other origin, whatever is allowed.
 */
export type Purpose = 'api' | 'page' | 'sample' | 'secret' | 'inspector';

export interface RequestGuardOptions {
  /** Name or address that the emulator was told to listen on. */
  host: string;
  /** As browsers write them, checked. */
  allowedOrigins: readonly string[];
  /** Names without a port, checked. */
  allowedHosts: readonly string[];
  log: (line: string) => void;
}

/** Refused origins and hosts that are remembered, so that each is logged once. */
const MOST_LOGGED = 200;
const LONGEST_LOGGED = 200;

/**
 * Decides for every request and every socket whether the page behind it may use the emulator. A developer's browser has pages of
 * strangers open, too, and these must neither read nor do anything here.
 *
 * - The `Host` must be a loopback name, an address that the emulator was bound to, or an allowed host: a name that a stranger
 *   points at this machine (DNS rebinding) makes a page of theirs look like one of ours.
 * - A page must have a loopback origin, an allowed one, or the emulator's own. Browsers name it in `Origin`; without it, in
 *   `Referer` or, less exactly, in `Sec-Fetch-Site`. No page can make a browser lie in these.
 * - What names none of them is no page of a current browser: curl, Node, a server.
 */
export class RequestGuard {
  readonly #options: RequestGuardOptions;
  readonly #logged = new Set<string>();

  constructor(options: RequestGuardOptions) {
    this.#options = options;
  }

  /** @throws PlatformError 403 that says what lets the page in */
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

  /** Whether pages of that origin may call: answers to them carry CORS headers. */
  allows(origin: string): boolean {
    return isLoopbackOrigin(origin) || this.#options.allowedOrigins.includes(origin);
  }

  #isOwnHost(name: string, { socket }: IncomingMessage): boolean {
    const { host, allowedHosts } = this.#options;
    if (isLoopback(name) || name === nameIn(host) || allowedHosts.includes(name)) return true;
    // Bound to every address: the one that this request came in by.
    return socket.localAddress !== undefined && name === nameIn(socket.localAddress.replace(/^::ffff:/, ''));
  }

  #refuseHost(name: string | undefined): PlatformError {
    const host = shown(name ?? 'nothing');
    this.#logOnce(`refused a request for the host ${host}: --allow-host ${host} (allowedHosts) lets it in`);
    return new PlatformError(
      403,
      `This emulator does not answer to the host ${host}. To allow it, start with --allow-host ${host}, or allowedHosts: ['${host}']`,
    );
  }

  #refuseOrigin(source: string): PlatformError {
    if (source === ELSEWHERE || source === 'null') {
      const what =
        source === 'null' ? 'with the origin "null", which any page can have' : 'of an origin it does not name';
      this.#logOnce(`refused a page ${what}: --allow-origin (allowedOrigins) lets in those that name theirs`);
      return new PlatformError(
        403,
        `This emulator does not answer to a page ${what}. Serve the page from localhost, or start with --allow-origin https://… (allowedOrigins) for the origin that it names`,
      );
    }
    const origin = shown(source);
    this.#logOnce(`refused a page of ${origin}: --allow-origin ${origin} (allowedOrigins) lets it in`);
    return new PlatformError(
      403,
      `This emulator does not answer to pages of ${origin}. To allow them, start with --allow-origin ${origin}, or allowedOrigins: ['${origin}']`,
    );
  }

  #refuseInspector(source: string): PlatformError {
    this.#logOnce(`refused a page at the inspector, which answers only its own: ${shown(source)}`);
    return new PlatformError(403, 'The inspector answers only its own page');
  }

  #logOnce(line: string): void {
    if (this.#logged.has(line) || this.#logged.size >= MOST_LOGGED) return;
    this.#logged.add(line);
    this.#options.log(line);
  }
}

/** Stands for an origin: the browser says that the page is of another site, and not of which. */
const ELSEWHERE = 'another site';

/** Where a request without `Origin` comes from, as an origin; undefined where no page is behind it, or one of the emulator's own. */
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
  // Somebody follows a link: what comes is shown in a window of its own, which the page with the link cannot read.
  if (mode === 'navigate' && (target === 'document' || purpose === 'sample')) return true;
  if (purpose === 'inspector') return false;
  // Of the same site as a loopback name are only other ports of that name. A browser that tells no site is not on this machine.
  return site === undefined || (site === 'same-site' && isLoopback(host));
}

function isLoopbackOrigin(origin: string): boolean {
  const url = parse(origin);
  return url !== undefined && /^https?:$/.test(url.protocol) && url.origin === origin && isLoopback(bare(url.hostname));
}

/** Of a page that this very server has given out: same name, same port. */
function isOwnOrigin(origin: string, host: string | undefined): boolean {
  const url = parse(origin);
  return url !== undefined && url.origin === origin && url.host !== '' && url.host === host?.toLowerCase();
}

/** The name in a `Host` header, without port, brackets and final dot; undefined for what no browser sends. */
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

/** A header's value, fit for a log. */
function shown(value: string): string {
  const text = sanitizeForTerminal(value);
  return text.length > LONGEST_LOGGED ? `${text.slice(0, LONGEST_LOGGED)}…` : text;
}
