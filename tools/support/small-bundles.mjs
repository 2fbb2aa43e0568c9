import { transform as compile } from 'esbuild';
import { minify } from 'terser';
import { findInternalNames } from './internal-names.mjs';

const CORE = /[\\/]src[\\/](?:errors|lib|protocol|events|http|auth|rtm|conversation|client)[\\/][^?]*\.ts$/;
const EMITTER = /[\\/]eventemitter3[\\/]index\.js$/;

/** Methods that the event bus does not call. Bundlers keep all methods of a prototype, whether they are called or not. */
const UNUSED = /^EventEmitter\.prototype\.(?:eventNames|listenerCount|removeAllListeners) = function[\s\S]*?^};$/gm;
const ALIASES = /^EventEmitter\.(?:prototype\.addListener|prefixed|EventEmitter) = .*$/gm;
/** Calls with any number of arguments. The event bus passes one. */
const CALLS =
  /switch \(len\) \{[^}]*}\s+for [\s\S]*?(listeners\.fn)\.apply\(listeners\.context, args\);|switch \(len\) \{[\s\S]*?(listeners\[i]\.fn)\.apply\(listeners\[i]\.context, args\);\s+}/g;
/** The `this` of listeners, which the event bus does not use. */
const CONTEXT =
  /\s+(?:&&|\|\|)\s+\((?:!context \|\||context &&) listeners(?:\[i])?\.context [!=]== context\)|, context(?: \|\| emitter)?(?=[,)])|(?<=\.fn), undefined(?=, true)|this\.context = context;/g;
/** For engines without `Object.create(null)`. */
const PREFIX = /prefix = '~'|if \(!new Events\(\)\.__proto__\) prefix = false;/g;
const COMMONJS = /^if \('undefined' !== typeof module\) \{[\s\S]*?^}$/m;

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
  const names = findInternalNames();
  const options = {
    mangleProps: new RegExp(`^(?:${names.join('|')})$`),
    mangleCache: Object.fromEntries(names.map((name, index) => [name, shortName(index)])),
  };
  return {
    name: 'small-bundles',
    async transform(code, id) {
      const isEmitter = EMITTER.test(id);
      if (!isEmitter && !CORE.test(id)) return null;
      const source = isEmitter ? emitterModule(code) : code;
      const result = await compile(source, {
        ...options,
        loader: isEmitter ? 'js' : 'ts',
        target: 'es2022',
        sourcemap: true,
        sourcefile: id,
      });
      return { code: result.code, map: result.map };
    },
    async renderChunk(code, _, { format }) {
      // terser escapes `</script>`. `<!--` would begin a comment in the page that includes the end of the script.
      const source = asciiOnly ? code.replaceAll('<!--', '\\x3c!--') : code;
      const { code: minified, map } = await minify(source, {
        module: format === 'es',
        ecma: 2022,
        compress: {
          passes: 3,
          pure_getters: true,
          keep_fargs: false,
          reduce_funcs: format === 'iife',
          hoist_funs: format === 'es',
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

/** a … z, A … Z, then the same with `_` before it. Names of the runtime, of the wire and of users do not look like that. */
function shortName(/** @type {number} */ index) {
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
  return '_'.repeat(Math.floor(index / letters.length)) + letters[index % letters.length];
}

/** Reduces eventemitter3. Throws if a new version does not match the patterns, because the bundle would silently grow. */
function emitterModule(/** @type {string} */ code) {
  const parts = [UNUSED, ALIASES, COMMONJS, CALLS, CONTEXT, PREFIX].map((pattern) => code.match(pattern)?.length ?? 0);
  if (String(parts) !== '3,3,1,2,13,2') throw new Error(`unable to take eventemitter3 apart; it has changed: ${parts}`);
  const used = [UNUSED, ALIASES, COMMONJS]
    .reduce((rest, pattern) => rest.replace(pattern, ''), code)
    .replace(PREFIX, (match) => (match.startsWith('if') ? '' : 'prefix = false'));
  return `${used.replace(CALLS, '$1$2(a1);').replace(CONTEXT, '')}\nexport default EventEmitter;\n`;
}
