import { describe, expect, it } from 'vitest';
import { listFiles, readText } from '../support/source-tree.js';

/** Returns the section numbers of a document, from its headings: `### 4.2 bot_response` → `4.2`. */
function sectionsOf(document: string): Set<string> {
  return new Set([...readText(document).matchAll(/^#{2,4} (\d+(?:\.\d+)*)\.? /gm)].map(([, number]) => number ?? ''));
}

describe.each([
  ['protocol.md', 100],
  ['public-apis.md', 3],
])('comments that cite %s', (document, least) => {
  it('cite sections that exist', () => {
    const sections = sectionsOf(`docs/${document}`);
    const citation = new RegExp(`\\b${document.replace('.', '\\.')} §(\\d+(?:\\.\\d+)*)`, 'g');
    const cited = ['src', 'test', 'e2e']
      .flatMap((folder) => listFiles(folder))
      .filter((path) => /\.tsx?$/.test(path))
      .flatMap((path) => [...readText(path).matchAll(citation)].map(([, number = '']) => ({ path, number })));
    expect(cited.length).toBeGreaterThanOrEqual(least);
    expect(cited.filter(({ number }) => !sections.has(number))).toEqual([]);
  });
});
