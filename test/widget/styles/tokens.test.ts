import { readFile } from 'node:fs/promises';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { tokens } from '../../../src/widget/styles/tokens.js';
import { windowStyles } from '../../../src/widget/styles/window.js';

const root = new URL('../../../', import.meta.url);
const guide = await readFile(new URL('docs/theming.md', root), 'utf8');

const found = (text: string, pattern: RegExp): string[] =>
  [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))].sort();

describe('docs/theming.md', () => {
  it('lists exactly the existing tokens', () => {
    const documented = found(guide, /`(--xo-[a-z-]+)`/g);
    expect(documented).toEqual(found(tokens + windowStyles, /var\((--xo-[a-z-]+)/g));
  });

  it('lists the default colours', () => {
    for (const [, name, light, dark] of guide.matchAll(/^\| `--xo-([a-z-]+)` \|[^|]*\| `([^`]+)` \| `([^`]+)` \|$/gm)) {
      expect(tokens).toContain(`--_${name}:var(--xo-${name},var(--_light-${name},${light}));`);
      expect(tokens).toContain(`--_${name}:var(--xo-${name},var(--_dark-${name},${dark}));`);
    }
  });

  it('lists exactly the existing parts', async () => {
    const files = globSync('src/widget/**/*.tsx', { cwd: root });
    const sources = await Promise.all(files.map((file) => readFile(new URL(file, root), 'utf8')));
    const parts = found(sources.join('\n'), /\bpart="([a-z-]+)"/g);
    const groups = ['group', 'group-agent', 'group-bot', 'group-system', 'group-user'];
    const section = /## Parts\n(.*?)\n## /s.exec(guide)?.[1]?.split('\n\n').at(-1) ?? '';
    expect(found(section, /`([a-z-]+)`/g)).toEqual([...parts, ...groups].sort());
  });
});
