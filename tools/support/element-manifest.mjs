import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
// Not its command, which also writes into package.json.
import { create } from '@custom-elements-manifest/analyzer/src/create.js';
import { root } from './run-tool.mjs';

/** The analyzer reads the syntax tree of its own version of TypeScript. */
const typescript = createRequire(import.meta.resolve('@custom-elements-manifest/analyzer/package.json'))('typescript');

/** The source of `<xo-chat>`. */
const SOURCE = 'src/widget/element/xo-chat-element.ts';
/** Where it is in dist/, without the extension. */
const MODULE = 'widget/index.js';

/**
 * Makes dist/custom-elements.json, the interface of `<xo-chat>` for editors and for tools that generate wrappers
 * (https://github.com/webcomponents/custom-elements-manifest), from the docstrings of the element. Parts and tokens are read from
 * docs/theming.md, which a test compares with the sources.
 *
 * @param {string} guide docs/theming.md
 * @returns {Promise<object>} the manifest
 */
export async function elementManifest(guide) {
  const code = await readFile(resolve(root, SOURCE), 'utf8');
  const manifest = create({
    modules: [typescript.createSourceFile(SOURCE, code, typescript.ScriptTarget.ES2022, true)],
    plugins: [],
    context: { dev: false },
  });
  const [module] = manifest.modules;
  const element = module.declarations.find((/** @type {{ tagName?: string }} */ { tagName }) => tagName === 'xo-chat');
  const [, parts = ''] = /\n## Parts\n\n.*?\n\n(.*?)\n\n/s.exec(guide) ?? [];
  const tokens = [...guide.matchAll(/`(--xo-[a-z-]+)`/g)].map(([, name]) => name);
  const reference = { name: element.name, module: MODULE };
  const declaration = {
    ...element,
    // Servers have no HTMLElement; the source has a stand-in for them.
    superclass: { name: 'HTMLElement' },
    // The analyzer also finds the one place that dispatches them all.
    events: element.events.filter((/** @type {{ name?: string }} */ { name }) => name),
    // reflectAttributes() makes the accessors of attributes, which the analyzer cannot see.
    members: element.members
      .filter((/** @type {{ privacy?: string }} */ { privacy }) => privacy !== 'private')
      .map((/** @type {{ attribute?: string }} */ member) => ({
        ...member,
        ...(member.attribute && { reflects: true }),
      })),
    cssParts: [...parts.matchAll(/`([a-z-]+)`/g)].map(([, name]) => ({ name })),
    cssProperties: [...new Set(tokens)].map((name) => ({ name })),
  };
  return {
    schemaVersion: '2.1.0',
    modules: [
      {
        kind: 'javascript-module',
        path: MODULE,
        declarations: [declaration],
        exports: [
          { kind: 'js', name: element.name, declaration: reference },
          { kind: 'custom-element-definition', name: 'xo-chat', declaration: reference },
        ],
      },
    ],
  };
}
