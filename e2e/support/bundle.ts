import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Bundles a module of a scenario as an app's bundler would, with the development builds of frameworks, because only those print
 * warnings. The package is resolved to dist/ by its own name.
 */
export const bundle = (path: string): Promise<Uint8Array> => run({ entryPoints: [path] });

/** Bundles a program of a guide in the same way, from TypeScript with JSX. */
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
    // Our tsconfig maps the package to src/, which users do not have.
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
