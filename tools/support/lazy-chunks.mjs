import { basename, dirname, posix } from 'node:path';
import { rollup } from 'rollup';
import { chunkName } from './chunk-name.mjs';

/** Name of the variable of the script that holds the address of its chunks. The entry sets it before anything is loaded. */
const ADDRESS = '__XO_PARTS__';

/**
 * Lets a classic script load parts of itself later. Rollup cannot split a script of format `iife`, but a classic script in a browser
 * may `import()` modules. So each `import('./x.js')` in the source becomes a bundle of modules in a folder next to the script, with
 * the name of the script, and the script loads it from the address that src/widget/loader/script-address.ts has found.
 *
 *   dist/xo-chat.js             import(<address of the folder> + 'rich-text-Cx1.js')
 *   dist/xo-chat/rich-text-Cx1.js
 *
 * The file names contain a hash, so that a cached old script never loads a new chunk. The chunks have their own copies of the modules
 * that they share with the script, so state that must exist only once has to be passed to them. Preact must exist only once, too: its
 * imports resolve to the copy that the script shares (src/widget/lib/share-preact.ts).
 *
 * @param {{ plugins: () => import('rollup').Plugin[], sharesPreact?: boolean }} options plugins of the chunks; `sharesPreact: false`
 *   for a script without Preact, whose chunks include their own
 * @returns {import('rollup').Plugin}
 */
export function lazyChunks({ plugins, sharesPreact = true }) {
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
        plugins: [sharesPreact && sharedPreact, ...plugins()],
        onwarn(warning) {
          throw new Error(`unable to bundle the lazy chunks; ${warning.message}`);
        },
      });
      try {
        const { output: files } = await build.generate({
          // The final folder of the files, for the paths in the source maps.
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
const sharedPreact = {
  name: 'shared-preact',
  resolveId: (specifier) => (specifier === 'preact' ? '\0shared-preact' : null),
  load: (id) =>
    id === '\0shared-preact'
      ? "export const { Component, createRef, Fragment, h, render } = globalThis[Symbol.for('xo-rtm.preact')];"
      : null,
};
