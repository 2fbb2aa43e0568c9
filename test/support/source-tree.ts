import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ParseResult, parseSync } from 'oxc-parser';

/** The repository, ending with a slash. */
export const repositoryRoot = fileURLToPath(new URL('../../', import.meta.url));

/** Folders that no check reads, because their content is generated or downloaded. */
const GENERATED = new Set(['node_modules', 'dist', 'coverage', 'test-results', '.git']);

/** Stands for the specifier of an `import()` that is known only when it runs. */
export const COMPUTED = '(computed)';

/** One import of a file: `import`, `import type`, `export … from`, `import()` or `import('…').Type`. */
export interface SourceImport {
  readonly specifier: string;
  /** The imported file, relative to the root of the repository; undefined for packages. */
  readonly target: string | undefined;
  /** Whether the compiler erases it. */
  readonly typeOnly: boolean;
}

export interface SourceFile {
  /** Relative to the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly parsed: ParseResult;
  readonly imports: readonly SourceImport[];
}

/** Returns the paths of all files in a folder, relative to the root of the repository, with `/`. */
export function listFiles(folder: string): string[] {
  const files: string[] = [];
  for (const entry of readdirSync(join(repositoryRoot, folder), { withFileTypes: true })) {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory() && !GENERATED.has(entry.name)) files.push(...listFiles(path));
    if (entry.isFile()) files.push(path);
  }
  return files.sort();
}

export function readText(path: string): string {
  return readFileSync(join(repositoryRoot, path), 'utf8');
}

/** Returns every TypeScript file under `src/`, parsed. */
export function readSources(): SourceFile[] {
  return listFiles('src')
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => parseSource(path, readText(path)));
}

export function parseSource(path: string, text: string): SourceFile {
  const parsed = parseSync(path, text);
  if (parsed.errors.length > 0) throw new Error(`unable to read ${path}; ${parsed.errors[0]?.message}`);
  return { path, text, parsed, imports: collectImports(path, text, parsed) };
}

function collectImports(path: string, text: string, { module, program }: ParseResult): SourceImport[] {
  const imports: SourceImport[] = [];
  const add = (specifier: string, typeOnly: boolean) =>
    imports.push({ specifier, target: resolveTarget(path, specifier), typeOnly });

  for (const { moduleRequest, entries } of module.staticImports) {
    add(moduleRequest.value, entries.length > 0 && entries.every((entry) => entry.isType));
  }
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, isType } of entries) if (moduleRequest) add(moduleRequest.value, isType);
  }
  for (const { moduleRequest } of module.dynamicImports) {
    const written = text.slice(moduleRequest.start, moduleRequest.end);
    const literal = /^(['"`])([^'"`$]*)\1$/.exec(written)?.[2];
    add(literal ?? COMPUTED, false);
  }
  visitNodes(program, (node) => {
    const source = node.source as AstNode | undefined;
    if (node.type === 'TSImportType' && typeof source?.value === 'string') add(source.value, true);
  });
  return imports;
}

/** `./x.js` in source is `x.tsx` or `x.ts` on disk. The compiler checks that it exists. */
function resolveTarget(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const stem = posix.join(posix.dirname(from), specifier).replace(/\.js$/, '');
  return existsSync(join(repositoryRoot, `${stem}.tsx`)) ? `${stem}.tsx` : `${stem}.ts`;
}

/** A node of the syntax tree, with the fields that a walk needs. */
export interface AstNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

/**
 * Calls `enter` for each node, parents first.
 *
 * @param enter returns false to skip the children of the node
 */
export function visitNodes(root: object, enter: (node: AstNode, parent: AstNode | undefined) => unknown): void {
  const visit = (value: unknown, parent: AstNode | undefined): void => {
    if (Array.isArray(value)) {
      for (const item of value) visit(item, parent);
    } else if (isNode(value) && enter(value, parent) !== false) {
      for (const field of Object.values(value)) visit(field, value);
    }
  };
  visit(root, undefined);
}

function isNode(value: unknown): value is AstNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** Returns the number of the line at an offset, counted from 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
