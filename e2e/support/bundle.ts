import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Bundles a module of a scenario as an app's own tools would do it, in the frameworks' development builds: those are the ones
 * that complain. The package comes from dist/, by its own name.
 */
export const bundle = (path: string): Promise<Uint8Array> => run({ entryPoints: [path] });

/** The same for a program of a guide, in TypeScript with JSX. */
export async function bundleText(program: string): Promise<string> {
  return new TextDecoder().decode(await run({ stdin: { contents: program, resolveDir: root, loader: 'tsx' } }));
}

async function run(entry: BuildOptions): Promise<Uint8Array> {
  const { outputFiles } = await build({
    ...entry,
    absWorkingDir: root,
    bundle: true,
    write: false,
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
    logLevel: 'silent',
  });
  return outputFiles![0]!.contents;
}
