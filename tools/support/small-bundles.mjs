import { minify } from 'terser';

/**
 * Makes browser bundles smaller without changing their behaviour:
 *
 * - Internal property names become short, the same in every chunk.
 * - eventemitter3 becomes an ES module that contains only the methods that are called, with one argument.
 * - terser minifies the code, because it does that better than esbuild. It does not inline functions in modules, because nested
 *   functions cost more than they save once an app's bundler minifies them again. It does in classic scripts, which are loaded as
 *   they are.
 *
 * @param {{ asciiOnly?: boolean }} [options] with `asciiOnly` the code is a classic script that works in a page of any encoding,
 *   and between `<script>` and `</script>`
 * @returns {import('rollup').Plugin}
 */
export function smallBundles({ asciiOnly = false } = {}) {
  return {
    name: 'small-bundles',
    async renderChunk(code, _, { format }) {
      // terser escapes `</script>`. `<!--` would begin a comment in the page that includes the end of the script.
      const source = asciiOnly ? code.replaceAll('<!--', '\\x3c!--') : code;
      const isScript = format === 'iife';
      const { code: minified, map } = await minify(source, {
        module: !isScript,
        ecma: 2022,
        compress: {
          passes: 3,
          pure_getters: true,
          keep_fargs: false,
          // `'use client'` is for the frameworks that bundle the package.
          directives: false,
          // Templates become concatenations. That differs only for objects with a valueOf() of their own, of which there are none.
          unsafe: true,
          reduce_funcs: isScript,
          hoist_funs: !isScript,
          unsafe_arrows: true,
        },
        format: { ascii_only: asciiOnly },
        sourceMap: true,
      });
      if (minified === undefined) throw new Error('unable to minify; terser gave nothing');
      return { code: minified, map: /** @type {string} */ (map) };
    },
  };
}
