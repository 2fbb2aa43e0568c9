import { minify as minifyWithSwc } from '@swc/core';
import { minify } from 'terser';

/**
 * Makes browser bundles smaller without changing their behaviour. Modules are minified by terser, which does not inline functions:
 * nested functions cost more than they save once an app's bundler minifies them again. Classic scripts are loaded as they are, so swc
 * minifies them, which inlines more.
 *
 * @param {{ asciiOnly?: boolean }} [options] with `asciiOnly` the code is a classic script that works in a page of any encoding,
 *   and between `<script>` and `</script>`
 * @returns {import('rollup').Plugin}
 */
export function smallBundles({ asciiOnly = false } = {}) {
  /** @type {import('terser').CompressOptions} */
  const compress = {
    ecma: 2022,
    passes: 3,
    pure_getters: true,
    keep_fargs: false,
    // Templates become concatenations. That differs only for objects with a valueOf() of their own, of which there are none.
    unsafe: true,
    unsafe_arrows: true,
  };
  return {
    name: 'small-bundles',
    async renderChunk(code, _, { format }) {
      if (format === 'iife') {
        const { code: minified, map } = await minifyWithSwc(code, {
          compress: /** @type {import('@swc/core').TerserCompressOptions} */ (compress),
          mangle: true,
          // Escapes `</script>`, and `<!--`, which would begin a comment in the page that includes the end of the script.
          format: { asciiOnly, inlineScript: true, comments: false },
          sourceMap: true,
        });
        // The file before it in a concatenation may end without a semicolon.
        const parsed = JSON.parse(/** @type {string} */ (map));
        return { code: `;\n${minified}`, map: { ...parsed, mappings: `;${parsed.mappings}` } };
      }
      const { code: minified, map } = await minify(code, {
        module: true,
        ecma: 2022,
        compress: {
          ...compress,
          // `'use client'` is for the frameworks that bundle the package.
          directives: false,
          reduce_funcs: false,
          hoist_funs: true,
        },
        format: { ascii_only: asciiOnly },
        sourceMap: true,
      });
      if (minified === undefined) throw new Error('unable to minify; terser gave nothing');
      return { code: minified, map: /** @type {string} */ (map) };
    },
  };
}
