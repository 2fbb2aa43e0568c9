import { basename, dirname, posix } from 'node:path';
import { rollup } from 'rollup';
import { chunkName } from './chunk-name.mjs';

/** The variable of the script that holds where its parts are; the entry sets it before anything is loaded. */
const ADDRESS = '__XO_PARTS__';

/**
 * Lets a classic script load parts of itself later. Rollup cannot split a script of format `iife`, but a browser's classic
 * script may `import()` modules. So each `import('./x.js')` in the source becomes one bundle of modules beside the script, in
 * a folder with its name, and the script asks for it at the address that src/widget/loader/script-address.ts has found.
 *
 *   dist/xo-chat.js             import(<address of the folder> + 'rich-text-Cx1.js')
 *   dist/xo-chat/rich-text-Cx1.js
 *
 * The names carry a hash: a page that still has an old script in its cache never gets a new part for it. What is loaded later
 * has a copy of each module it imports, shared by all that is loaded later: state of which there may be only one has to be
 * handed over. Of Preact there may be only one: its imports lead to what the script has lent (src/widget/lib/share-preact.ts).
 *
 * @param {{ plugins: () => import('rollup').Plugin[], lend?: boolean }} options of the parts; `lend: false` where the script has no
 *   Preact to lend, and the parts bring their own
 * @returns {import('rollup').Plugin}
 */
export function lazyChunks({ plugins, lend = true }) {
  /** Source file → path of its bundle, relative to the script. @type {Map<string, string>} */
  const paths = new Map();

  return {
    name: 'lazy-chunks',

    async resolveDynamicImport(specifier, importer) {
      if (typeof specifier !== 'string') return null;
      const resolved = await this.resolve(specifier, importer);
      if (!resolved) return null;
      paths.set(resolved.id, '');
      return { id: resolved.id, external: 'absolute' };
    },

    outputOptions(output) {
      return {
        ...output,
        intro: `let ${ADDRESS} = '';`,
        paths: (id) => paths.get(id) ?? basename(id),
      };
    },

    async renderStart(output) {
      if (paths.size === 0) return;
      const folder = basename(output.file ?? '', '.js');
      const build = await rollup({
        input: [...paths.keys()],
        plugins: [lend && lentPreact, ...plugins()],
        onwarn(warning) {
          throw new Error(`unable to bundle what loads later; ${warning.message}`);
        },
      });
      try {
        const { output: files } = await build.generate({
          // Where the files will be, for the paths in the source maps.
          dir: posix.join(dirname(output.file ?? ''), folder),
          format: 'es',
          sourcemap: true,
          entryFileNames: (chunk) => `${chunkName(chunk)}-[hash].js`,
          chunkFileNames: (chunk) => `${chunkName(chunk)}-[hash].js`,
        });
        for (const file of files) {
          if (file.type === 'chunk' && file.facadeModuleId) paths.set(file.facadeModuleId, file.fileName);
          this.emitFile({
            type: 'asset',
            fileName: `${folder}/${file.fileName}`,
            source: file.type === 'chunk' ? file.code : file.source,
          });
        }
      } finally {
        await build.close();
      }
    },

    renderDynamicImport({ targetModuleId }) {
      return targetModuleId && paths.has(targetModuleId) ? { left: `import(${ADDRESS} + `, right: ')' } : null;
    },
  };
}

/** @type {import('rollup').Plugin} */
const lentPreact = {
  name: 'lent-preact',
  resolveId: (specifier) => (specifier === 'preact' ? '\0lent-preact' : null),
  load: (id) =>
    id === '\0lent-preact'
      ? "export const { Component, createRef, Fragment, h, render } = globalThis[Symbol.for('xo-rtm.preact')];"
      : null,
};
