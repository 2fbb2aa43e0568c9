import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, inject, it } from 'vitest';
import { ATTRIBUTES, reflectAttributes } from '../../src/widget/element/reflect-attributes.js';
import type { XoChatEvents } from '../../src/widget/element/xo-chat-element.js';
import { XoChatElement } from '../../src/widget/element/xo-chat-element.js';
import { readFeatures } from '../../src/widget/store/chat-features.js';
import { repositoryRoot } from '../support/source-tree.js';

const installed = join(inject('consumer'), 'node_modules/xo-rtm');
const readJson = async (path: string) => JSON.parse(await readFile(join(installed, path), 'utf8'));
const { customElements } = (await readJson('package.json')) as { customElements: string };
const { modules } = await readJson(customElements);
const [element] = modules[0].declarations;
const namesOf = (list: { name: string }[]) => list.map(({ name }) => name).sort();

describe('custom-elements.json', () => {
  it('is where package.json says, and names the module of the element', async () => {
    expect(element.tagName).toBe('xo-chat');
    expect(await readFile(join(installed, 'dist', modules[0].path), 'utf8')).toContain('XoChatElement');
  });

  it('has the observed attributes, and those that are read as features', () => {
    const read: string[] = [];
    const source = {
      features: null,
      getAttribute(name: string) {
        read.push(name);
        return null;
      },
    };
    readFeatures(source);
    expect(namesOf(element.attributes)).toEqual([...new Set([...ATTRIBUTES, ...read])].sort());
  });

  it('has the properties', () => {
    const prototype = Object.create(XoChatElement.prototype);
    reflectAttributes(prototype);
    const accessors = [prototype, XoChatElement.prototype].flatMap((each) =>
      Object.entries(Object.getOwnPropertyDescriptors(each)).filter(([, { set }]) => set),
    );
    expect(namesOf(element.members)).toEqual([...new Set([...accessors.map(([name]) => name), 'features'])].sort());
  });

  it('has the events', () => {
    const events = { open: 0, close: 0, message: 0, state: 0, error: 0, language: 0 } satisfies Record<
      keyof XoChatEvents,
      0
    >;
    expect(namesOf(element.events)).toEqual(
      Object.keys(events)
        .map((name) => `xo-${name}`)
        .sort(),
    );
  });

  it('has slots, parts and tokens', async () => {
    const files = globSync('src/widget/**/*.tsx', { cwd: repositoryRoot });
    const sources = await Promise.all(files.map((file) => readFile(join(repositoryRoot, file), 'utf8')));
    const slots = [...sources.join('\n').matchAll(/<slot name="([a-z-]+)"/g)].map(([, name]) => name);
    expect(namesOf(element.slots)).toEqual([...new Set(slots)].sort());
    expect(namesOf(element.cssParts)).toEqual(expect.arrayContaining(['window', 'bubble', 'launcher', 'composer']));
    expect(namesOf(element.cssProperties)).toEqual(expect.arrayContaining(['--xo-accent', '--xo-z-index']));
  });
});
