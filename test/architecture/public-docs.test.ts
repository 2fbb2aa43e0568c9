import { describe, expect, it } from 'vitest';
import { type AstNode, parseSource, readSources, type SourceFile } from '../support/source-tree.js';

/** The source files of the subpaths of package.json. */
const ENTRY_POINTS = [
  'src/index.ts',
  'src/widget/index.ts',
  'src/react/index.ts',
  'src/server/index.ts',
  'src/admin/index.ts',
  'src/emulator/index.ts',
];

interface Declaration {
  readonly file: SourceFile;
  readonly node: AstNode;
}

type Tree = ReadonlyMap<string, SourceFile>;

/** Returns the exports of a file with their declarations. Follows re-exports to any depth. */
function findExports(path: string, tree: Tree): Map<string, Declaration> {
  const file = tree.get(path);
  if (!file) throw new Error(`unable to follow exports; there is no ${path}`);
  const found = new Map<string, Declaration>();
  const statements = file.parsed.program.body as unknown as AstNode[];
  const targetOf = (specifier: string) => file.imports.find((each) => each.specifier === specifier)?.target;

  /** Finds the declaration of a name that this file declares or imports. */
  const resolveLocal = (name: string): Declaration | undefined => {
    for (const statement of statements) {
      const declaration = (statement.declaration ?? statement) as AstNode;
      if (declaredNames(declaration).includes(name)) return { file, node: statement };
      for (const specifier of statement.type === 'ImportDeclaration' ? (statement.specifiers as AstNode[]) : []) {
        if (nameOf(specifier.local) !== name) continue;
        const target = targetOf((statement.source as AstNode).value as string);
        return target ? findExports(target, tree).get(nameOf(specifier.imported)) : undefined;
      }
    }
    return undefined;
  };

  for (const statement of statements) {
    if (!statement.type.startsWith('Export')) continue;
    const source = (statement.source as AstNode | null | undefined)?.value as string | undefined;
    const target = source === undefined ? undefined : targetOf(source);
    const others = target ? findExports(target, tree) : undefined;
    if (statement.type === 'ExportAllDeclaration') {
      for (const [name, declaration] of others ?? []) found.set(name, declaration);
      continue;
    }
    if (statement.declaration) {
      for (const name of declaredNames(statement.declaration as AstNode)) found.set(name, { file, node: statement });
    }
    for (const specifier of (statement.specifiers ?? []) as AstNode[]) {
      const local = nameOf(specifier.local);
      // Exports of other packages are documented by those packages.
      if (source !== undefined && !others) continue;
      const declaration = others ? others.get(local) : resolveLocal(local);
      if (declaration) found.set(nameOf(specifier.exported), declaration);
      else throw new Error(`unable to find where ${local} of ${path} is declared`);
    }
  }
  return found;
}

const nameOf = (node: unknown) => (node as AstNode).name as string;

function declaredNames(node: AstNode): string[] {
  if (node.type === 'VariableDeclaration') return (node.declarations as AstNode[]).map(({ id }) => nameOf(id));
  return /Declaration$/.test(node.type) && node.id ? [nameOf(node.id)] : [];
}

/** Returns the docstring right before a declaration. */
function docstringOf({ file, node }: Declaration): string | undefined {
  const above = file.parsed.comments.filter(({ end }) => end <= node.start).at(-1);
  if (!above?.value.startsWith('*') || file.text.slice(above.end, node.start).trim() !== '') return undefined;
  return above.value;
}

function findUndocumented(entryPoint: string, tree: Tree): string[] {
  return [...findExports(entryPoint, tree)]
    .filter(([, declaration]) => !docstringOf(declaration))
    .map(([name, { file }]) => `${name} (${file.path})`);
}

const treeOf = (files: readonly SourceFile[]): Tree => new Map(files.map((file) => [file.path, file]));

describe('docstrings of public symbols', () => {
  it.each(ENTRY_POINTS)('exist for each export of %s', (entryPoint) => {
    const tree = treeOf(readSources());
    expect(findExports(entryPoint, tree).size).toBeGreaterThan(0);
    expect(findUndocumented(entryPoint, tree)).toEqual([]);
  });
});

describe('the check of docstrings', () => {
  const undocumented = (texts: Record<string, string>) =>
    findUndocumented('src/index.ts', treeOf(Object.entries(texts).map(([path, text]) => parseSource(path, text))));

  it('follows re-exports of every kind', () => {
    const texts = {
      'src/index.ts': `export * from './a.js'; export { b, type C as D } from './b.js'; import { e } from './a.js'; export { e as f };`,
      'src/a.ts': `export const a = 1; export function e() {}`,
      'src/b.ts': `const b = 1; interface C {} export { b, type C };`,
    };
    expect(undocumented(texts)).toEqual([
      'a (src/a.ts)',
      'e (src/a.ts)',
      'b (src/b.ts)',
      'D (src/b.ts)',
      'f (src/a.ts)',
    ]);
  });

  it('accepts only a docstring right before the declaration', () => {
    expect(undocumented({ 'src/index.ts': '/** Yes. */\nexport class A {}' })).toEqual([]);
    expect(undocumented({ 'src/index.ts': '// No.\nexport class A {}' })).toHaveLength(1);
    expect(undocumented({ 'src/index.ts': '/** Yes. */\nexport class A {}\nexport class B {}' })).toHaveLength(1);
  });
});
