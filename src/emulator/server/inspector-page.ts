import { readFile } from 'node:fs/promises';
import { ApiError } from '../lib/api-error.js';

/** The built page. Every file of the bundle is one folder below dist/, so dist/inspector/ is one folder up. */
const BUILT = new URL('../inspector/', import.meta.url);

export interface PageFile {
  contentType: string;
  content: string | Uint8Array;
}

/** Returns the page or one of its files, by the end of the path. Undefined for an unknown path. */
export async function pageFile(name: string): Promise<PageFile | undefined> {
  switch (name) {
    case '':
      return { contentType: 'text/html; charset=utf-8', content: PAGE };
    case '/icon.svg':
      return { contentType: 'image/svg+xml', content: ICON };
    case '/app.js':
      return { contentType: 'text/javascript; charset=utf-8', content: await built('app.js') };
    case '/app.js.map':
      return { contentType: 'application/json', content: await built('app.js.map') };
    case '/app.css':
      return { contentType: 'text/css; charset=utf-8', content: await built('app.css') };
    default:
      return undefined;
  }
}

/** Allows only the page's own files, no code from strings, and no frame around it. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    ...["script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'"],
    ...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'"],
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Inspector · xo-rtm emulator</title>
<link rel="icon" href="/_inspect/icon.svg">
<link rel="stylesheet" href="/_inspect/app.css">
<script type="module" src="/_inspect/app.js"></script>
</head>
<body>
<noscript>The inspector needs JavaScript.</noscript>
</body>
</html>
`;

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="8" fill="#3b5bdb"/>
<path d="M8 11h11M8 16h16M8 21h7" stroke="#fff" stroke-width="2.5" stroke-linecap="round"/>
</svg>
`;

async function built(name: string): Promise<Uint8Array> {
  try {
    return await readFile(new URL(name, BUILT));
  } catch {
    throw new ApiError(404, 'The inspector is part of the built package, and has not been built here');
  }
}
