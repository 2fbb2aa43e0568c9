import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { frame } from './frame.mjs';
import { otherName } from './other-name.mjs';
import { templateSamples } from './template-samples.mjs';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.map': 'application/json',
};

/**
 * The strictest policy that a page with a chat can have: no inline code, no other hosts, no HTML from strings.
 *
 * @param {readonly string[]} origins of this server. Sockets are listed, because not every browser includes them in 'self'.
 */
const contentSecurityPolicy = (origins) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src 'self' ${origins.map((origin) => origin.replace('http', 'ws')).join(' ')}`,
    // For pictures, sounds and forms in the sample messages of the demo bot.
    `img-src ${origins.join(' ')} data:`,
    `media-src ${origins.join(' ')} data:`,
    `frame-src ${origins.join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');

const folder = (path) => fileURLToPath(new URL(path, import.meta.url)).replace(/[/\\]$/, '');
const PUBLIC = folder('../public/');
const DIST = folder('../../dist/');

/** Path of the samples for the gallery, which are generated on request. */
const SAMPLES = '/gallery/templates.json';

/** Returns the file of a path. No other files are served. */
function locate(path) {
  if (path === '/') return resolve(PUBLIC, 'index.html');
  // The script tag, and the folder of its lazy chunks.
  if (path === '/xo-chat.js' || path.startsWith('/xo-chat/')) return within(DIST, path.slice(1));
  if (path.startsWith('/dist/')) return within(DIST, path.slice('/dist/'.length));
  return within(PUBLIC, path.slice(1));
}

function within(root, name) {
  const file = resolve(root, name);
  return file.startsWith(root + sep) ? file : undefined;
}

/**
 * Serves the pages from `public` and the package from `dist`. `__ORIGIN__` in a page becomes its own address.
 *
 * @param {object} options
 * @param {readonly string[]} options.origins origins of this server
 * @param {string} options.assetsPath path of the files of the samples
 * @param {boolean} options.isInsecure whether pages are served over plain http to other machines, which a client must allow explicitly
 * @param {boolean} options.hasInspector whether the footer links to the inspector
 */
export function createPages({ origins, assetsPath, isInsecure, hasInspector }) {
  const headers = {
    'content-security-policy': contentSecurityPolicy(origins),
    'cache-control': 'no-cache',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
  return async (request, response) => {
    const refuse = (status, more) =>
      response
        .writeHead(status, { ...headers, 'content-type': 'text/plain; charset=utf-8', ...more })
        .end(`${status}\n`);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, { allow: 'GET, HEAD' });
    const path = readPath(request.url);
    const file = path && locate(path);
    const type = file && TYPES[extname(file)];
    const origin = origins.find((own) => own === `http://${request.headers.host}`) ?? origins[0];
    const content =
      type &&
      (await (path === SAMPLES ? templateSamples(`${otherName(origin)}${assetsPath}`) : readFile(file)).catch(
        () => undefined,
      ));
    if (!content) return refuse(404);
    const source = isInsecure && file.startsWith(PUBLIC) ? allowInsecure(content.toString()) : content;
    const body =
      extname(file) === '.html'
        ? frame(source.toString(), path.replace(/^\/index\.html$/, '/'), { hasInspector }).replaceAll(
            '__ORIGIN__',
            origin,
          )
        : source;
    response.writeHead(200, { ...headers, 'content-type': type }).end(request.method === 'HEAD' ? undefined : body);
  };
}

/** Adds the option that a page and its script need if the platform has no TLS and is not on the visitor's own machine. */
function allowInsecure(source) {
  return source
    .replace('apiUrl: location.origin,', 'apiUrl: location.origin, allowInsecure: true,')
    .replace('api-url="__ORIGIN__"', 'api-url="__ORIGIN__"\n  allow-insecure');
}

function readPath(url) {
  try {
    return decodeURIComponent(url.split(/[?#]/)[0]);
  } catch {
    return undefined;
  }
}
