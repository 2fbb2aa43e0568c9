import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * Bundles a module of a scenario as an app's own tools would do it, in the frameworks' development builds: those are the ones
 * that complain. The package comes from dist/, by its own name.
 */
export async function bundle(path: string): Promise<Uint8Array> {
  const { outputFiles } = await build({
    absWorkingDir: fileURLToPath(new URL('../../', import.meta.url)),
    entryPoints: [path],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    // Ours leads to src/; users have none.
    tsconfigRaw: {},
    jsx: 'automatic',
    define: {
      'process.env.NODE_ENV': '"development"',
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0]!.contents;
}
