import { type AstNode, lineAt, type SourceFile, visitNodes } from './source-tree.js';

/** A place where code uses a global of the runtime. */
export interface GlobalUse {
  /** The global, with its member if one is used: `fetch`, `Date.now`. `new Date()` stands for a call without arguments. */
  readonly name: string;
  readonly path: string;
  readonly line: number;
}

/** Names of the global object itself. */
const GLOBAL_OBJECTS = new Set(['globalThis', 'window', 'self', 'global']);

/** TypeScript nodes that contain code that runs. All others are types, which are erased. */
const RUNNING_TS = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
  'TSParameterProperty',
  'TSEnumDeclaration',
  'TSEnumBody',
  'TSEnumMember',
]);

/**
 * Returns the globals that a file uses in code that runs: `fetch(…)`, `globalThis.fetch`, `Date.now()`, `new Date()`.
 * A name that the file declares or imports anywhere does not count as a global; `globalThis.name` still does.
 */
export function findGlobalUses({ path, text, parsed }: SourceFile): GlobalUse[] {
  const own = collectDeclaredNames(parsed.program);
  const uses: GlobalUse[] = [];
  visitNodes(parsed.program, (node, parent) => {
    if (isType(node)) return false;
    for (const name of namesOfUse(node, parent, own)) uses.push({ name, path, line: lineAt(text, node.start) });
    return true;
  });
  return uses;
}

function isType({ type }: AstNode): boolean {
  return type.startsWith('TS') && !RUNNING_TS.has(type);
}

function namesOfUse(node: AstNode, parent: AstNode | undefined, own: ReadonlySet<string>): string[] {
  const globalName = (child: unknown) => (isNode(child) ? nameOfGlobal(child, own) : undefined);

  if (node.type === 'NewExpression') {
    return globalName(node.callee) === 'Date' && (node.arguments as unknown[]).length === 0 ? ['new Date()'] : [];
  }
  if (node.type === 'MemberExpression') {
    const base = globalName(node.object);
    const member = memberName(node);
    if (!base || !member) return [];
    return [GLOBAL_OBJECTS.has(base) ? member : `${base}.${member}`];
  }
  if (node.type === 'VariableDeclarator' && GLOBAL_OBJECTS.has(globalName(node.init) ?? '')) {
    const { type, properties } = node.id as AstNode;
    if (type !== 'ObjectPattern') return [];
    return (properties as AstNode[]).flatMap(({ key }) => (isNode(key) ? [key.name as string] : []));
  }
  const name = parent && isReference(node, parent) ? globalName(node) : undefined;
  return name === undefined ? [] : [name];
}

function isNode(value: unknown): value is AstNode {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function nameOfGlobal(node: AstNode, own: ReadonlySet<string>): string | undefined {
  const name = node.type === 'Identifier' ? (node.name as string) : undefined;
  return name !== undefined && !own.has(name) ? name : undefined;
}

/** `a.b` and `a['b']`. */
function memberName({ property, computed }: AstNode): string | undefined {
  const { type, name, value } = property as AstNode;
  if (!computed) return type === 'Identifier' ? (name as string) : undefined;
  return type === 'Literal' && typeof value === 'string' ? value : undefined;
}

/** Returns false for an identifier that is only a label: a key, the name after a dot, the name of a JSX element. */
function isReference(node: AstNode, parent: AstNode): boolean {
  if (node.type !== 'Identifier') return false;
  // `a.b` counts as a use of `a.b`; `a[b]`, whose member is not known, counts as a use of `a`.
  if (parent.type === 'MemberExpression') {
    return parent.object === node ? memberName(parent) === undefined : parent.computed === true;
  }
  if (/^(Property|MethodDefinition|PropertyDefinition|AccessorProperty)$/.test(parent.type)) {
    return parent.value === node || parent.computed === true;
  }
  return !/^(Import|Export|LabeledStatement|BreakStatement|ContinueStatement|MetaProperty)/.test(parent.type);
}

/** Returns every name that the file declares: imports, variables, parameters, functions, classes. */
function collectDeclaredNames(program: object): Set<string> {
  const names = new Set<string>();
  const bind = (pattern: unknown): void => {
    const node = pattern as AstNode | null | undefined;
    if (!node) return;
    if (node.type === 'Identifier') names.add(node.name as string);
    if (node.type === 'AssignmentPattern') bind(node.left);
    if (node.type === 'RestElement') bind(node.argument);
    if (node.type === 'TSParameterProperty') bind(node.parameter);
    if (node.type === 'ArrayPattern') for (const element of node.elements as unknown[]) bind(element);
    if (node.type === 'ObjectPattern') {
      for (const property of node.properties as AstNode[])
        bind(property.type === 'Property' ? property.value : property);
    }
  };
  visitNodes(program, (node) => {
    if (isType(node)) return false;
    if (/^Import.*Specifier$/.test(node.type)) bind(node.local);
    if (node.type === 'VariableDeclarator') bind(node.id);
    if (node.type === 'CatchClause') bind(node.param);
    if (/Function|Class/.test(node.type) && node.id) bind(node.id);
    if (Array.isArray(node.params)) for (const parameter of node.params) bind(parameter);
    return true;
  });
  return names;
}
