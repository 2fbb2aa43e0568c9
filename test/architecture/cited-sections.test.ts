import { describe, expect, it } from 'vitest';
import { listFiles, readText } from '../support/source-tree.js';

/** The numbers of the sections of a document, from its headings: `### 4.2 bot_response` → `4.2`. */
function sectionsOf(document: string): Set<string> {
  return new Set([...readText(document).matchAll(/^#{2,4} (\d+(?:\.\d+)*)\.? /gm)].map(([, number]) => number ?? ''));
}

describe('comments that cite the protocol', () => {
  it('cite sections that docs/protocol.md has', () => {
    const sections = sectionsOf('docs/protocol.md');
    const cited = ['src', 'test', 'e2e']
      .flatMap((folder) => listFiles(folder))
      .filter((path) => /\.tsx?$/.test(path))
      .flatMap((path) =>
        [...readText(path).matchAll(/protocol\.md §(\d+(?:\.\d+)*)/g)].map(([, number]) => ({
          path,
          number: number ?? '',
        })),
      );
    expect(cited.length).toBeGreaterThan(100);
    expect(cited.filter(({ number }) => !sections.has(number))).toEqual([]);
  });
});
