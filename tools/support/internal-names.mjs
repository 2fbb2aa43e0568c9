import { readdirSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { parseSync } from 'oxc-parser';
import { root } from './run-tool.mjs';

/*
 * Finds the property names of the headless client that are not visible outside, so that a build may shorten them.
 *
 * A name is kept if it occurs in a contract: the types of the wire, the errors, and every file that contains only types. Therefore
 * everything that users or the platform see must be declared in a file without code. A name is also kept if an object of the runtime
 * has it, if the code contains it as a string (`emitter['on']`), or if a module exports it, because the namespace of an `import()`
 * is read by names that no build shortens.
 */

/** Folders of the headless client. */
const MODULES = ['errors', 'lib', 'protocol', 'events', 'http', 'auth', 'rtm', 'conversation', 'client'];

/** Files that are contracts although they contain code. */
const CONTRACTS = /^src\/(?:errors|protocol)\/|^src\/lib\/(?:clock|logger)\.ts$/;

/** Files that contain only types, but of interfaces between parts of the client. */
const INTERNAL = /-(?:ports|host)\.ts$/;

/** Names in contracts that neither users nor the platform see. */
const OWN = ['botMessage', 'reconnect', 'tokenExpired', 'userEvent'];

/** Names of runtimes that no prototype of this one has: options, results, and what exists only in browsers. */
const RUNTIME_NAMES = [
  ...['timeZone', 'cache', 'credentials', 'headers', 'method', 'body', 'signal', 'cause', 'stack'],
  ...['navigator', 'onLine', 'locks', 'onclose', 'onerror', 'onmessage', 'onopen', 'readyState', 'data', 'code'],
  ...['document', 'visibilityState'],
  ...['iat', 'exp'],
];

/** Internal names of eventemitter3. */
const EVENTEMITTER_NAMES = ['_events', '_eventsCount', 'fn'];

/** @returns {string[]} most frequent first */
export function findInternalNames() {
  const files = MODULES.flatMap((module) => sourcesOf(`src/${module}`)).map((path) => {
    const { program } = parseSync(path, readFileSync(resolve(root, path), 'utf8'));
    const isContract = CONTRACTS.test(path) || (!INTERNAL.test(path) && program.body.every(isTypeOnly));
    return { ...namesIn(program), isContract };
  });
  const publicNames = new Set([
    ...namesOfTheRuntime(),
    ...RUNTIME_NAMES,
    ...files.flatMap(({ names, texts, isContract }) => (isContract ? [...names, ...texts] : texts)),
  ]);
  /** @type {Map<string, number>} */
  const counts = new Map(EVENTEMITTER_NAMES.map((name) => [name, 1]));
  for (const name of OWN) publicNames.delete(name);
  for (const { names } of files) {
    for (const name of names) if (!publicNames.has(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([name]) => name);
}

/** @param {string} folder @returns {string[]} paths relative to the root, with `/` */
function sourcesOf(folder) {
  return readdirSync(resolve(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, resolve(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

/** @param {import('oxc-parser').Statement | import('oxc-parser').Directive} statement */
function isTypeOnly(statement) {
  if (statement.type === 'ImportDeclaration') return true;
  const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  return !declared || /^TS(?:Interface|TypeAlias)Declaration$/.test(declared.type);
}

/** Returns the property names that a file uses or declares, and its strings, which could be property names. */
function namesIn(/** @type {object} */ program) {
  /** @type {string[]} */
  const names = [];
  /** @type {string[]} */
  const texts = [];
  const visit = (/** @type {unknown} */ value) => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (typeof value !== 'object' || value === null) return;
    const node = /** @type {Record<string, any>} */ (value);
    if (node.type === 'Literal' && typeof node.value === 'string') texts.push(node.value);
    const key = node.type === 'MemberExpression' ? node.property : node.key;
    if (key?.type === 'Identifier' && !node.computed) names.push(key.name);
    if (node.type === 'ExportNamedDeclaration') texts.push(...exportedNames(node.declaration));
    Object.values(node).forEach(visit);
  };
  visit(program);
  return { names, texts };
}

/** @param {any} declaration @returns {string[]} */
function exportedNames(declaration) {
  const declared = declaration?.declarations ?? [declaration];
  return declared.map((/** @type {any} */ one) => one?.id?.name).filter(Boolean);
}

/** Returns the property names of all globals of this runtime, of the objects that they contain, and of their prototypes. */
function namesOfTheRuntime() {
  /** @type {Set<string>} */
  const names = new Set();
  const seen = new Set();
  const collect = (/** @type {any} */ holder, /** @type {number} */ depth) => {
    for (let object = holder; Object(object) === object; object = Object.getPrototypeOf(object)) {
      if (seen.has(object)) break;
      seen.add(object);
      for (const name of Object.getOwnPropertyNames(object)) {
        names.add(name);
        if (depth > 0) collect(Object.getOwnPropertyDescriptor(object, name)?.value, depth - 1);
      }
    }
  };
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    names.add(name);
    if (!/^(?:global|globalThis|process)$/.test(name)) collect(Reflect.get(globalThis, name), 3);
  }
  return names;
}
