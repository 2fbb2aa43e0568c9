import { readFileSync } from 'node:fs';
import commonjs from '@rollup/plugin-commonjs';
import nodeResolve from '@rollup/plugin-node-resolve';
import esbuild from 'rollup-plugin-esbuild';
import { chunkName } from './tools/support/chunk-name.mjs';
import { emojiWords } from './tools/support/emoji-words.mjs';
import { firstLoads } from './tools/support/first-loads.mjs';
import { lazyChunks } from './tools/support/lazy-chunks.mjs';
import { readMangleFile } from './tools/support/mangle-names.mjs';
import { ownCopies } from './tools/support/own-copies.mjs';
import { reduceEventEmitter } from './tools/support/reduce-eventemitter.mjs';
import { smallBundles } from './tools/support/small-bundles.mjs';
import { collectNotices } from './tools/support/third-party-notices.mjs';

/** The property names that browser bundles shorten. */
const shortNames = readMangleFile().props;

const { version, dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/** The licences of all bundled packages. `npm run build` writes them into dist/. */
export const notices = collectNotices();

/**
 * esbuild does not minify here, because smallBundles() does. JSX becomes calls of `h()`: calls of the JSX runtime are longer, and
 * need a second function that creates elements. tsconfig.json is for editors and tests, and is not read here.
 */
const compile = ({ mangle = false } = {}) => [
  {
    name: 'import-h',
    transform: (code, id) =>
      id.endsWith('.tsx')
        ? { code: `import { h as __h, Fragment as __Fragment } from 'preact';${code}`, map: null }
        : null,
  },
  esbuild({
    target: 'es2022',
    charset: 'utf8',
    tsconfig: false,
    jsx: 'transform',
    jsxFactory: '__h',
    jsxFragment: '__Fragment',
    define: { __XO_RTM_VERSION__: JSON.stringify(version) },
    ...(mangle && { mangleProps: new RegExp(`^(?:${Object.keys(shortNames).join('|')})$`), mangleCache: shortNames }),
  }),
];

const esm = {
  dir: 'dist',
  format: 'es',
  sourcemap: true,
  chunkFileNames: (chunk) => `chunks/${chunkName(chunk)}-[hash].js`,
};

/**
 * Browser subpaths include their dependencies (eventemitter3, preact), so that they load with a plain `import` from any static
 * server, without a bundler or an import map. They share chunks, so that a page that uses several has one copy of each.
 */
const browser = {
  input: {
    index: 'src/index.ts',
    'widget/index': 'src/widget/index.ts',
    'react/index': 'src/react/index.ts',
  },
  // The page's own React is used, because two copies of React in one page do not work.
  external: ['react'],
  output: {
    ...esm,
    manualChunks: firstLoads({ client: 'src/index.ts', chat: 'src/widget/index.ts' }),
    // Frameworks with server components run modules with this directive in the browser only.
    banner: ({ name }) => (name === 'react/index' ? "'use client';" : ''),
  },
  plugins: [
    ownCopies(),
    nodeResolve({ browser: true, extensions: ['.mjs', '.js', '.ts', '.tsx'] }),
    smallBundles(),
    reduceEventEmitter(),
    emojiWords(),
    commonjs(),
    compile({ mangle: true }),
    notices.plugin(),
  ],
};

/** Leaves the error classes to another entry of the same runtime, so that `instanceof` works for the errors of all subpaths. */
const SHARED_ERRORS = 'shared-errors';
const shareErrors = {
  name: 'share-errors',
  resolveId: (specifier) => (specifier.endsWith('/errors/index.js') ? { id: SHARED_ERRORS, external: true } : null),
};

/**
 * Parts of the window for windows of your own. Each has copies of the few modules that it shares with the client, except for the
 * error classes: shared ones would be chunks of their own, and cut the code that the client and the window load first.
 */
const standalone = (/** @type {string} */ name, /** @type {Record<string, string>} */ files = { index: 'index.js' }) =>
  Object.entries(files).map(([file, entry]) => ({
    input: { [`${name}/${file}`]: `src/${name}/index.ts` },
    output: {
      dir: 'dist',
      format: 'es',
      sourcemap: true,
      inlineDynamicImports: true,
      paths: { [SHARED_ERRORS]: `../${entry}` },
    },
    plugins: [
      shareErrors,
      nodeResolve({ browser: true, extensions: ['.mjs', '.js', '.ts', '.tsx'] }),
      smallBundles(),
      reduceEventEmitter(),
      compile(),
      notices.plugin(),
    ],
  }));

/** The headless client with all its parts in one file, for service workers, where `import()` is forbidden. */
const worker = {
  input: { worker: 'src/index.ts' },
  output: { dir: 'dist', format: 'es', sourcemap: true, inlineDynamicImports: true },
  plugins: [
    nodeResolve({ browser: true, extensions: ['.mjs', '.js', '.ts', '.tsx'] }),
    smallBundles(),
    reduceEventEmitter(),
    commonjs(),
    compile({ mangle: true }),
    notices.plugin(),
  ],
};

/** Dependencies of server subpaths are not bundled, because they are installed with the package. */
const installed = Object.keys(dependencies).map((name) => new RegExp(`^${name}(/|$)`));

const node = {
  input: {
    'index.node': 'src/index.node.ts',
    'attachments/index.node': 'src/attachments/index.ts',
    'templates/index.node': 'src/templates/index.ts',
    'server/index': 'src/server/index.ts',
    'admin/index': 'src/admin/index.ts',
    'emulator/index': 'src/emulator/index.ts',
    'cli/index': 'src/cli/index.ts',
  },
  external: [/^node:/, ...installed],
  output: {
    ...esm,
    chunkFileNames: 'chunks/node-[name]-[hash].js',
    // The interpreter line that a command needs.
    banner: ({ name }) => (name === 'cli/index' ? '#!/usr/bin/env node' : ''),
  },
  plugins: [
    nodeResolve({ exportConditions: ['node'], extensions: ['.mjs', '.js', '.ts', '.tsx'] }),
    commonjs(),
    compile(),
    notices.plugin(),
  ],
};

/** The emulator's inspector: one script and one stylesheet, served by the emulator from dist/inspector/. */
const inspector = {
  input: 'src/inspector/main.tsx',
  output: { file: 'dist/inspector/app.js', format: 'es', sourcemap: true },
  plugins: [
    nodeResolve({ browser: true, extensions: ['.mjs', '.js', '.ts', '.tsx'] }),
    compile(),
    notices.plugin(),
    {
      name: 'inspector-styles',
      generateBundle() {
        const files = ['base', 'controls', 'layout', 'trace', 'panels'];
        const source = files.map((name) => readFileSync(`src/inspector/styles/${name}.css`, 'utf8')).join('\n');
        this.emitFile({ type: 'asset', fileName: 'app.css', source });
      },
    },
  ],
};

/** `asciiOnly` for classic scripts, which are read in the encoding of the page. Modules are always UTF-8. */
const scriptPlugins = ({ asciiOnly, englishOnly = false }) => [
  nodeResolve({ browser: true, extensions: ['.mjs', '.js', '.ts', '.tsx'] }),
  smallBundles({ asciiOnly }),
  reduceEventEmitter(),
  emojiWords({ englishOnly }),
  commonjs(),
  compile({ mangle: true }),
  notices.plugin(),
];

/** The script tag: a classic script with one global, `XoChat`. Its lazy chunks are in the folder `xo-chat/` next to it. */
const scriptTag = {
  input: 'src/script-tag.ts',
  output: { file: 'dist/xo-chat.js', format: 'iife', sourcemap: true },
  plugins: [
    lazyChunks({ plugins: () => [ownCopies({ helpers: false }), ...scriptPlugins({ asciiOnly: false })] }),
    ...scriptPlugins({ asciiOnly: true }),
  ],
};

/** A script tag with the launcher only. The rest is loaded on the first interaction, as modules in `xo-chat-loader/`. */
const loaderTag = {
  input: 'src/loader-tag.ts',
  output: { file: 'dist/xo-chat-loader.js', format: 'iife', sourcemap: true },
  plugins: [
    lazyChunks({
      plugins: () => [ownCopies({ helpers: false }), ...scriptPlugins({ asciiOnly: false })],
      sharesPreact: false,
    }),
    ...scriptPlugins({ asciiOnly: true }),
  ],
};

/**
 * The script tag with all its parts in one file, to be inlined or concatenated. It does not name its source map, which does not exist
 * next to a page.
 */
const scriptTagAll = {
  input: 'src/script-tag-all.ts',
  output: { file: 'dist/xo-chat.all.js', format: 'iife', inlineDynamicImports: true, sourcemap: 'hidden' },
  plugins: scriptPlugins({ asciiOnly: true, englishOnly: true }),
};

export default [
  browser,
  ...standalone('attachments', { index: 'index.js', 'index.worker': 'worker.js' }),
  ...standalone('templates'),
  worker,
  node,
  inspector,
  scriptTag,
  scriptTagAll,
  loaderTag,
];
