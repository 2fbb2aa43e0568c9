import { readdir, readFile } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { root } from './run-tool.mjs';

/** Maximum sizes of script in bytes, minified + gzip -9. The README promises them, so the changelog must mention each increase. */
export const LIMITS = Object.freeze({
  /** The headless client in an app's bundle. */
  headless: 16_500,
  /** All script that a page loads until the open chat shows the first message. */
  firstWords: 37_500,
  /** The launcher alone, before the first interaction. */
  launcher: 5_000,
});

/**
 * @typedef {object} Size
 * @property {string} what
 * @property {number} minified bytes
 * @property {number} gzipped bytes after gzip -9
 * @property {number} [limit] for `gzipped`
 */

/**
 * Measures what users of the built package load. Each size is measured on what their bundler makes from dist/, through the exports of
 * the package.
 *
 * @returns {Promise<Size[]>}
 */
export async function measureSizes() {
  return [
    {
      what: "import { createChatClient } from 'xo-rtm', bundled",
      ...(await bundledSize("export { createChatClient } from 'xo-rtm';")),
      limit: LIMITS.headless,
    },
    {
      what: "import * from 'xo-rtm', bundled",
      ...(await bundledSize("export * from 'xo-rtm';")),
    },
    {
      what: "import { mountChat } from 'xo-rtm/widget', bundled, without what loads later",
      ...(await bundledSize("export { mountChat } from 'xo-rtm/widget';")),
      limit: LIMITS.firstWords,
    },
    {
      what: '<script src="dist/xo-chat.js">',
      ...sizeOf([await readFile(resolve(root, 'dist/xo-chat.js'))]),
      limit: LIMITS.firstWords,
    },
    {
      what: '<script src="dist/xo-chat-loader.js">, without what loads later',
      ...sizeOf([await readFile(resolve(root, 'dist/xo-chat-loader.js'))]),
      limit: LIMITS.launcher,
    },
    {
      what: '<script src="dist/xo-chat.all.js">, with every part',
      ...sizeOf([await readFile(resolve(root, 'dist/xo-chat.all.js'))]),
    },
  ];
}

/**
 * Measures the lazy chunks of the script tag, named after their sources.
 *
 * @returns {Promise<Size[]>} largest first
 */
export async function measureLazyChunks() {
  const folder = resolve(root, 'dist/xo-chat');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.js'));
  const sizes = await Promise.all(
    names.map(async (name) => ({
      what: name.replace(/-[\w-]{8}\.js$/, ''),
      ...sizeOf([await readFile(resolve(folder, name))]),
    })),
  );
  return sizes.sort((a, b) => b.gzipped - a.gzipped);
}

/** Returns the size after gzip -9. */
export function gzippedSize(/** @type {Uint8Array} */ bytes) {
  return gzipSync(bytes, { level: 9 }).length;
}

/**
 * Measures the entry and all its static imports, as an app's bundler makes them. Chunks of `import()` do not count.
 *
 * @param {string} contents
 */
async function bundledSize(contents) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    stdin: { contents, resolveDir: root },
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    // Our tsconfig maps the package to src/, which users do not have.
    tsconfigRaw: {},
    target: 'es2022',
    outdir: 'out',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const wanted = new Set(['out/stdin.js']);
  for (const path of wanted) {
    for (const { path: imported, kind } of metafile.outputs[path]?.imports ?? []) {
      if (kind === 'import-statement') wanted.add(imported);
    }
  }
  const entry = outputFiles.filter(({ path }) => wanted.has(relative(root, path).split(sep).join('/')));
  return sizeOf(entry.map((file) => file.contents));
}

/** Compresses each file separately, as a server does. @param {readonly Uint8Array[]} files */
function sizeOf(files) {
  const sum = (/** @type {(file: Uint8Array) => number} */ measure) =>
    files.reduce((total, file) => total + measure(file), 0);
  return { minified: sum((file) => file.length), gzipped: sum(gzippedSize) };
}

/** @param {readonly Size[]} sizes */
export function formatSizes(sizes) {
  const number = (/** @type {number | undefined} */ value) => (value?.toLocaleString('en') ?? '').padStart(9);
  const rows = sizes.map(
    ({ what, minified, gzipped, limit }) => `${number(minified)}${number(gzipped)}${number(limit)}  ${what}`,
  );
  return [' minified  gzip -9    limit', ...rows].join('\n');
}
