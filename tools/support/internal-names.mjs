import { readdirSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { parseSync } from 'oxc-parser';
import { root } from './run-tool.mjs';

/*
 * Which property names of the headless client nobody outside can see, so that a build may shorten them.
 *
 * A name stays when it occurs in a contract: the types of the wire, the errors, and every file that holds types alone. That
 * is the rule of the house: what users or the platform see is declared in a file without code. It stays, too, when the
 * platform's own objects have it, when the code has it as a text (`emitter['on']`), and when a module exports it: what
 * `import()` gives is read by names that no build shortens.
 */

/** Folders of the headless client. */
const HOUSES = ['errors', 'lib', 'protocol', 'events', 'http', 'auth', 'rtm', 'conversation', 'client'];

/** Contracts although they hold code. */
const CONTRACTS = /^src\/(?:errors|protocol)\/|^src\/lib\/(?:clock|logger)\.ts$/;

/** Types alone, but of what one part of the client asks of another. */
const INTERNAL = /-(?:ports|host)\.ts$/;

/** In contracts, but neither users nor the platform see them. */
const OWN = ['botMessage', 'reconnect', 'tokenExpired', 'userEvent'];

/** Of the platforms, and on no prototype of this one: options, answers, and what only browsers have. */
const OF_THE_PLATFORMS = [
  ...['timeZone', 'cache', 'credentials', 'headers', 'method', 'body', 'signal', 'cause', 'stack'],
  ...['navigator', 'onLine', 'locks', 'onclose', 'onerror', 'onmessage', 'onopen', 'readyState', 'data', 'code'],
  ...['document', 'visibilityState'],
  ...['iat', 'exp'],
];

/** What eventemitter3 calls its own. */
const OF_EVENTEMITTER = ['_events', '_eventsCount', 'fn'];

/** @returns {string[]} most frequent first */
export function findInternalNames() {
  const files = HOUSES.flatMap((house) => sourcesOf(`src/${house}`)).map((path) => {
    const { program } = parseSync(path, readFileSync(resolve(root, path), 'utf8'));
    const isContract = CONTRACTS.test(path) || (!INTERNAL.test(path) && program.body.every(isTypeOnly));
    return { ...namesIn(program), isContract };
  });
  const kept = new Set([
    ...namesOfTheRuntime(),
    ...OF_THE_PLATFORMS,
    ...files.flatMap(({ names, texts, isContract }) => (isContract ? [...names, ...texts] : texts)),
  ]);
  /** @type {Map<string, number>} */
  const counts = new Map(OF_EVENTEMITTER.map((name) => [name, 1]));
  for (const name of OWN) kept.delete(name);
  for (const { names } of files) {
    for (const name of names) if (!kept.has(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([name]) => name);
}

/** @param {string} folder @returns {string[]} paths from the root, with `/` */
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

/** Property names, however they are used or declared, and texts that could be one. */
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

/** Names of everything that hangs on a global of this runtime, on what it holds, and on their prototypes. */
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
