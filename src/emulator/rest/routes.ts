import { ADMIN_ROUTES } from '../admin-api/admin-routes.js';
import type { Endpoint } from '../http/exchange.js';
import { commitFile, fileChunk, fileToken, fileUrl, storedFile, wholeFile } from './attachments.js';
import { botMessages } from './bot-messages.js';
import { developmentJwt, welcome } from './development.js';
import { media } from './media.js';
import { jwtGrant, rtmStart } from './sign-in.js';
import { activeTheme } from './theme.js';

/**
 * Decides which pages of other origins may use a route:
 *
 * - `api`: none but the allowed ones.
 * - `page`: a page or a file that is the same for everybody. Links from any origin may lead here.
 * - `sample`: like `page`, and may also be shown in frames. The forms of sample messages are in frames with an opaque origin, which
 *   cannot be told from frames of other pages, and their content is the same for everybody.
 * - `secret`: the address cannot be guessed, and everybody who has it may read. Pictures, sounds and frames of a page are requested
 *   without `Origin` and, under a referrer policy, without any other header that names the page.
 */
export type RoutePurpose = 'api' | 'page' | 'sample' | 'secret';

/** All routes of the emulator. Paths in `api` answer below `/api/` and `/api/1.1/` alike. */
export const ROUTES: readonly Route[] = [
  api('jwtgrant', 'POST', 'oAuth/token/jwtgrant', jwtGrant),
  api('rtm/start', 'POST', 'rtm/start', rtmStart),
  api('botmessages', 'GET', 'botmessages/rtm', botMessages),
  api('activetheme', 'GET', 'websdkthemes/:botId/activetheme', activeTheme),
  api('attachment/token', 'POST', 'attachment/file/token', fileToken),
  api('attachment/file', 'POST', 'attachment/file', wholeFile),
  api('attachment/chunk', 'POST', 'attachment/file/:token/chunk', fileChunk),
  api('attachment/commit', 'PUT', 'attachment/file/:token', commitFile),
  api('attachment/url', 'GET', 'attachment/v2/stream/:botId/file/:fileId/url', fileUrl),
  ...ADMIN_ROUTES,
  { name: 'jwt', method: 'POST', pattern: /^\/jwt$/, handle: developmentJwt },
  { name: 'media', method: 'GET', pattern: /^\/media\/(?<file>[\w.-]+)$/, handle: media, purpose: 'sample' },
  {
    name: 'media',
    method: 'GET',
    pattern: /^\/assets\/(?<key>\w+)\/media\/(?<file>[\w.-]+)$/,
    handle: media,
    purpose: 'secret',
  },
  {
    name: 'files',
    method: 'GET',
    pattern: /^\/files\/(?<fileId>\w+)\/(?<key>\w+)\/[^/]+$/,
    handle: storedFile,
    purpose: 'secret',
  },
  { name: 'welcome', method: 'GET', pattern: /^\/$/, handle: welcome, purpose: 'page' },
];

export interface Route {
  /** The name in fault rules (`match.endpoint`). */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly pattern: RegExp;
  readonly handle: Endpoint;
  /** Which pages may request it. @default 'api' */
  readonly purpose?: RoutePurpose;
}

export interface Found {
  route: Route;
  params: Record<string, string>;
}

/** The route of a request, or the methods of its path if no route matches. An unknown path has none. */
export function findRoute(method: string, path: string): Found | { allowed: string[] } {
  const allowed: string[] = [];
  for (const route of ROUTES) {
    const match = route.pattern.exec(path);
    if (!match) continue;
    if (route.method === method) return { route, params: { ...match.groups } };
    allowed.push(route.method);
  }
  return { allowed };
}

/** Paths are case-sensitive, except `oAuth`, which clients spell both ways. */
function api(name: string, method: Route['method'], path: string, handle: Endpoint): Route {
  const pattern = path.replace('oAuth', '[oO][aA]uth').replace(/:(\w+)/g, '(?<$1>[^/]+)');
  return { name, method, pattern: new RegExp(`^/api/(?:1\\.1/)?${pattern}$`), handle };
}
