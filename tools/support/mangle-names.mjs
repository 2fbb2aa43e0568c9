import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import { parseSync } from 'oxc-parser';
import { root } from './run-tool.mjs';

/** Folders whose code is part of browser bundles. */
const FOLDERS = [
  ...['errors', 'lib', 'protocol', 'events', 'http', 'auth', 'rtm', 'conversation', 'client'],
  ...['attachments', 'widget', 'react'],
];

/** Their files, whose property names are short in browser bundles. */
export const MANGLED_FILES = new RegExp(`[\\\\/]src[\\\\/](?:${FOLDERS.join('|')})[\\\\/][^?]*\\.tsx?$`);

/** What users see: the reports of the public API. */
const API_REPORTS = ['xo-rtm', 'xo-rtm.attachments', 'xo-rtm.widget', 'xo-rtm.react'];

/** @returns {Record<string, string>} the property names that browser bundles shorten, each with its short name */
export function readMangledNames() {
  return JSON.parse(readFileSync(resolve(root, 'mangle.json'), 'utf8')).props;
}

/** Property names of the sources that browser bundles contain, with how often they occur. @returns {Map<string, number>} */
export function propertyNames() {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const path of sources()) {
    for (const name of namesIn(path).properties) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

/**
 * Names that have to stay, with the reason: somebody outside of our own code reads or writes them.
 *
 * @returns {Map<string, string>}
 */
export function reservedNames() {
  /** @type {Map<string, string>} */
  const reserved = new Map();
  const reserve = (/** @type {Iterable<string>} */ names, /** @type {string} */ reason) => {
    for (const name of names) if (!reserved.has(name)) reserved.set(name, reason);
  };
  for (const name of API_REPORTS) reserve(apiNames(name), 'it is in the public API');
  reserve(codeOf('docs/protocol.md').flatMap(words), 'it is on the wire');
  for (const path of sources().filter((path) => path.startsWith('src/protocol/'))) {
    reserve(namesIn(path).properties, 'it is on the wire');
  }
  for (const path of sources()) {
    const { texts, exported } = namesIn(path);
    reserve(texts, 'a text in the code has the same content');
    reserve(exported, 'a module exports it, and import() reads it by name');
  }
  for (const file of ['lib.es5', 'lib.es2015.core', 'lib.dom', 'lib.dom.iterable', ...editions()]) {
    reserve(declaredNames(`${file}.d.ts`), 'JavaScript or the browser has it');
  }
  for (const path of [
    'preact/src/index.d.ts',
    'preact/src/jsx.d.ts',
    'preact/src/dom.d.ts',
    'eventemitter3/index.d.ts',
    'marked/lib/marked.d.ts',
  ]) {
    reserve(words(readText(`node_modules/${path}`)), 'a library has it');
  }
  return reserved;
}

const editions = () =>
  ['es2015', 'es2016', 'es2017', 'es2018', 'es2019', 'es2020', 'es2021', 'es2022', 'es2023'].flatMap((edition) =>
    libFiles()
      .filter((file) => file.startsWith(`lib.${edition}.`))
      .map((file) => file.replace(/\.d\.ts$/, '')),
  );

/** Where TypeScript keeps the declarations of JavaScript and of browsers. */
function libFolder() {
  const require = createRequire(import.meta.url);
  const platform = `@typescript/typescript-${process.platform}-${process.arch}`;
  const typescript = createRequire(require.resolve('typescript/package.json'));
  return resolve(dirname(typescript.resolve(`${platform}/package.json`)), 'lib');
}

const libFiles = () => readdirSync(libFolder());

/** @param {string} file */
function declaredNames(file) {
  const path = resolve(libFolder(), file);
  return namesOf(parseSync(path, readFileSync(path, 'utf8')).program).properties;
}

const readText = (/** @type {string} */ path) => readFileSync(resolve(root, path), 'utf8');

const words = (/** @type {string} */ text) => text.match(/[A-Za-z_$][\w$-]*/g) ?? [];

/** The code blocks and code spans of a Markdown file. @param {string} path */
const codeOf = (path) => readText(path).match(/```[\s\S]*?```|`[^`\n]+`/g) ?? [];

/** Names of properties in an API report. @param {string} name */
function apiNames(name) {
  const code = codeOf(`api/${name}.api.md`)
    .join('\n')
    .replace(/^```.*$/gm, '');
  return namesOf(parseSync(`${name}.ts`, code).program).properties;
}

/** @type {string[] | undefined} */
let found;
/** Paths from the root, with `/`. */
function sources() {
  found ??= FOLDERS.flatMap((folder) =>
    readdirSync(resolve(root, 'src', folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => relative(root, resolve(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .sort(),
  );
  return found;
}

/** @type {Map<string, ReturnType<typeof namesOf>>} */
const parsed = new Map();
/** @param {string} path */
function namesIn(path) {
  const names = parsed.get(path) ?? namesOf(parseSync(path, readFileSync(resolve(root, path), 'utf8')).program);
  parsed.set(path, names);
  return names;
}

/** Property names, however they are used or declared; texts; and what the module exports. */
function namesOf(/** @type {object} */ program) {
  /** @type {string[]} */
  const properties = [];
  /** @type {string[]} */
  const texts = [];
  /** @type {string[]} */
  const exported = [];
  const visit = (/** @type {unknown} */ value) => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (typeof value !== 'object' || value === null) return;
    const node = /** @type {Record<string, any>} */ (value);
    if (node.type === 'Literal' && typeof node.value === 'string') texts.push(node.value);
    const key = node.type === 'MemberExpression' ? node.property : node.type === 'JSXAttribute' ? undefined : node.key;
    if (key?.type === 'Identifier' && !node.computed) properties.push(key.name);
    if (node.type === 'JSXAttribute' && node.name.type === 'JSXIdentifier') properties.push(node.name.name);
    if (node.type === 'ExportNamedDeclaration') {
      exported.push(
        ...declaredBy(node.declaration),
        ...node.specifiers.map((/** @type {any} */ each) => each.exported.name),
      );
    }
    Object.values(node).forEach(visit);
  };
  visit(program);
  return { properties, texts, exported };
}

/** @param {any} declaration @returns {string[]} */
function declaredBy(declaration) {
  const declared = declaration?.declarations ?? [declaration];
  return declared.map((/** @type {any} */ one) => one?.id?.name).filter(Boolean);
}
