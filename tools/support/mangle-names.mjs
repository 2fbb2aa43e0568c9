import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, posix, relative, resolve } from 'node:path';
import { parseSync } from 'oxc-parser';
import { root } from './run-tool.mjs';

/** Folders of `src/` that are compiled into browser bundles. The inspector is a page of the emulator, with a build of its own. */
const FOLDERS = [
  ...['errors', 'lib', 'protocol', 'events', 'http', 'auth', 'rtm', 'conversation', 'client'],
  ...['attachments', 'widget', 'react'],
];

/** Entry points outside of these folders. */
const ENTRIES = ['index.ts', 'script-tag.ts', 'script-tag-all.ts', 'loader-tag.ts', 'loaded-chat.ts'];

/** Texts of the window: their names are keys of catalogues, some of which host pages pass. */
const CATALOGUES = 'src/widget/i18n/';

/** The reports of the API that pages see. */
const API_REPORTS = ['xo-rtm', 'xo-rtm.attachments', 'xo-rtm.widget', 'xo-rtm.react'];

/** Documents that name what users or the platform write and no report of the API has: fields of frames, attributes, parts, events. */
const DOCUMENTS = ['protocol', 'theming'];

/** What several versions of the package read: stored data, and a global of the page. */
const FORMATS = ['src/client/persisted-queue.ts', 'src/widget/loader/page-script.ts'];

/** Libraries that are compiled into browser bundles. */
const LIBRARIES = [
  ...['preact/src/index.d.ts', 'preact/src/jsx.d.ts', 'preact/src/dom.d.ts', 'eventemitter3/index.d.ts'],
  ...['marked/lib/marked.d.ts', '@types/react/index.d.ts'],
];

/**
 * @typedef {object} MangleFile The contents of mangle.json, which decides what the builds for browsers shorten.
 * @property {Record<string, string>} props property names, each with its short name
 * @property {Record<string, string>} keep names that look internal but have to stay, each with the reason
 */

/** @returns {MangleFile} */
export function readMangleFile() {
  return JSON.parse(readText('mangle.json'));
}

/**
 * Returns what is wrong with mangle.json, in sentences. A name may be shortened if only our own code reads and writes it, and all of
 * that code is compiled with the same list.
 *
 * @param {MangleFile} file
 */
export function findFaults({ props, keep }) {
  const counts = countPropertyNames();
  const reserved = findReservedNames();
  const shortNames = Object.values(props);
  /** @type {string[]} */
  const faults = [];
  for (const [name, short] of Object.entries(props)) {
    if (!counts.has(name)) faults.push(`${name} is no longer in src/.`);
    const reason = reserved.get(name) ?? keep[name];
    if (reason) faults.push(`${name} must not be shortened: ${reason}.`);
    if (counts.has(short)) faults.push(`${name} must not become ${short}: this name is taken.`);
    if (shortNames.indexOf(short) !== shortNames.lastIndexOf(short)) faults.push(`${name} is not the only ${short}.`);
  }
  for (const name of Object.keys(keep)) if (!counts.has(name)) faults.push(`${name} (keep) is no longer in src/.`);
  return faults;
}

/**
 * Proposes a list: every name that is used at least twice and that findReservedNames() and `keep` do not hold. The names that the
 * code of the first load uses most become the shortest.
 *
 * @param {MangleFile['keep']} keep
 * @returns {MangleFile}
 */
export function proposeNames(keep) {
  const counts = countPropertyNames();
  const reserved = findReservedNames();
  const first = countPropertyNames(filesOfFirstLoad());
  const weight = (/** @type {string} */ name) => (first.get(name) ?? 0) + (counts.get(name) ?? 0) / 100;
  const names = [...counts]
    .filter(([name, count]) => count > 1 && /^\w+$/.test(name) && !reserved.has(name) && !(name in keep))
    .map(([name]) => name)
    .sort((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1));
  const shortNames = shortNamesExcept((name) => counts.has(name));
  return {
    props: Object.fromEntries(names.map((name) => [name, shortNames.next().value ?? ''])),
    keep: Object.fromEntries(Object.entries(keep).filter(([name]) => counts.has(name))),
  };
}

/** `a` … `Z`, then `aa` … @param {(name: string) => boolean} isTaken */
function* shortNamesExcept(isTaken) {
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
  for (const first of ['', ...letters]) {
    for (const last of letters) if (!isTaken(first + last)) yield first + last;
  }
}

/**
 * How often these sources of browser bundles use each property name.
 *
 * @param {Iterable<string>} [paths] default: all
 * @returns {Map<string, number>}
 */
function countPropertyNames(paths = sources().keys()) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const path of paths) {
    for (const name of sources().get(path)?.properties ?? []) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

/** The sources that a page loads with the widget: its entry and what it imports statically, however indirectly. */
function filesOfFirstLoad() {
  const files = new Set(['src/widget/index.ts']);
  for (const file of files) {
    for (const specifier of sources().get(file)?.imports ?? []) {
      const path = posix.join(posix.dirname(file), specifier).replace(/\.js$/, '');
      for (const each of [`${path}.ts`, `${path}.tsx`]) if (sources().has(each)) files.add(each);
    }
  }
  return files;
}

/** Names that have to stay because something other than our own code reads or writes them. @returns {Map<string, string>} with the reason */
function findReservedNames() {
  /** @type {Map<string, string>} */
  const reserved = new Map();
  const reserve = (/** @type {Iterable<string>} */ names, /** @type {string} */ reason) => {
    for (const name of names) if (!reserved.has(name)) reserved.set(name, reason);
  };
  for (const name of API_REPORTS) {
    const code = codeIn(`api/${name}.api.md`)
      .join('\n')
      .replace(/^```.*$/gm, '');
    reserve(namesIn(`${name}.ts`, code).properties, 'it is in the public API');
  }
  for (const name of DOCUMENTS) {
    reserve(
      codeIn(`docs/${name}.md`).flatMap((code) => code.match(/[A-Za-z_$][\w$]*/g) ?? []),
      `docs/${name}.md has it`,
    );
  }
  for (const [path, { properties, texts, exported }] of sources()) {
    if (path.startsWith('src/protocol/')) reserve(properties, 'it is in src/protocol, and may be on the wire');
    if (path.startsWith(CATALOGUES)) reserve(properties, 'it is a key of a catalogue');
    if (FORMATS.includes(path)) reserve(properties, 'other versions of the package read it');
    reserve(texts, 'a text in the code is the same');
    reserve(exported, 'a module exports it, and import() reads it by this name');
  }
  for (const path of libraryFiles()) {
    const { properties, declared } = namesIn(path, readFileSync(path, 'utf8'));
    reserve([...properties, ...declared], 'JavaScript or the browser has it');
  }
  for (const path of LIBRARIES) {
    reserve(namesIn(path, readText(`node_modules/${path}`)).properties, `${path} has it`);
  }
  return reserved;
}

/** The declarations of JavaScript, browsers and workers that TypeScript brings. They do not depend on the Node that builds. */
function libraryFiles() {
  const typescript = createRequire(createRequire(import.meta.url).resolve('typescript/package.json'));
  const folder = resolve(
    dirname(typescript.resolve(`@typescript/typescript-${process.platform}-${process.arch}/package.json`)),
    'lib',
  );
  return readdirSync(folder)
    .filter((file) => /^lib\..*\.d\.ts$/.test(file) && !file.includes('scripthost'))
    .map((file) => resolve(folder, file));
}

/** Code blocks and code spans of a Markdown file. @param {string} path */
const codeIn = (path) => readText(path).match(/```[\s\S]*?```|`[^`\n]+`/g) ?? [];

/** @param {string} path from the root */
const readText = (path) => readFileSync(resolve(root, path), 'utf8');

/** @type {Map<string, ReturnType<typeof namesIn>> | undefined} */
let parsed;
/** The sources of browser bundles: path from the root, with `/`, and the names in them. */
function sources() {
  if (parsed) return parsed;
  const paths = FOLDERS.flatMap((folder) =>
    readdirSync(resolve(root, 'src', folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => relative(root, resolve(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .sort(),
  );
  parsed = new Map(
    [...ENTRIES.map((name) => `src/${name}`), ...paths].map((path) => [path, namesIn(path, readText(path))]),
  );
  return parsed;
}

/**
 * @param {string} path decides the language
 * @param {string} code
 */
function namesIn(path, code) {
  /** Of properties, however they are used or declared. @type {string[]} */
  const properties = [];
  /** Contents of strings. @type {string[]} */
  const texts = [];
  /** What the module exports. @type {string[]} */
  const exported = [];
  /** Variables, functions, classes, interfaces, namespaces. @type {string[]} */
  const declared = [];
  /** What the module imports statically, types aside. @type {string[]} */
  const imports = [];
  const visit = (/** @type {unknown} */ value) => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (typeof value !== 'object' || value === null) return;
    const node = /** @type {Record<string, any>} */ (value);
    if (node.type === 'Literal' && typeof node.value === 'string') texts.push(node.value);
    if (node.type === 'TemplateElement') texts.push(node.value.cooked);
    if (node.type === 'JSXAttribute' && node.name.type === 'JSXIdentifier') properties.push(node.name.name);
    if (/^(?:Import|ExportNamed|ExportAll)Declaration$/.test(node.type) && node.source && node.importKind !== 'type') {
      imports.push(node.source.value);
    }
    if (node.type === 'ExportNamedDeclaration') {
      exported.push(...namesOf(node.declaration));
      for (const each of node.specifiers) exported.push(each.exported.name);
    }
    declared.push(...namesOf(node));
    const key = node.type === 'MemberExpression' ? node.property : node.key;
    if (key?.type === 'Identifier' && !node.computed && node.type !== 'TSMappedType') properties.push(key.name);
    Object.values(node).forEach(visit);
  };
  visit(parseSync(path, code).program);
  return { properties, texts, exported, declared, imports };
}

/** What a declaration declares. @param {any} declaration @returns {string[]} */
function namesOf(declaration) {
  if (!declaration || !/Declar/.test(declaration.type ?? '')) return [];
  const all = declaration.declarations ?? [declaration];
  return all.map((/** @type {any} */ each) => each.id?.name).filter(Boolean);
}
