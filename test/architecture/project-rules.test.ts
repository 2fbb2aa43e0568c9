import { describe, expect, it } from 'vitest';
import { listFiles, readText } from '../support/source-tree.js';

interface Rule {
  readonly name: string;
  readonly pattern: RegExp;
  /** Paths that the rule applies to; all when left out. */
  readonly under?: RegExp;
}

/** Each pattern is written so that it does not match its own source. */
const RULES: readonly Rule[] = [
  { name: 'a path of one machine', pattern: /(?<![\w.$}/~-])\/(?:work|root|home|farm|tmp|Users)\/[\w.]/ },
  { name: 'the host of a package registry', pattern: /https?:\/\/registr[y]\./ },
  { name: 'unfinished work', pattern: /\b(?:TOD[O]|FIXM[E]|XX[X])\b|[Nn]ot implemente[d]/ },
  { name: 'a test that does not run', pattern: /\.(?:skip|only|todo|fixme|skipIf|runIf)\(/, under: /^(?:test|e2e)\// },
  // The linter checks `any`. In tests, @ts-expect-error is an expectation.
  { name: 'a check switched off', pattern: /@ts-(?:ignore|nocheck)/ },
  { name: 'a type error that is expected', pattern: /@ts-expect-error/, under: /^(?:src|tools|demo|bench)\// },
  {
    name: 'HTML from a string',
    pattern: /innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write|createContextualFragment/,
    under: /^(?:src|demo)\//,
  },
  { name: 'a lint rule switched off without a reason', pattern: /biome-ignore [\w/]+:\s*(?:$|<)/m },
];

/** This file, which names what it forbids, and files with published texts of others. */
const EXEMPT = /^(?:test\/architecture\/project-rules\.test\.ts|package-lock\.json|test\/fixtures\/)/;
const TEXT = /\.(?:ts|tsx|mts|mjs|js|json|css|html|md|ya?ml|sh|svg)$|^(?:\.ci\/run|LICENSE)$/;

const files = listFiles('.').filter((path) => TEXT.test(path) && !EXEMPT.test(path));

function findViolations(path: string, text: string): string[] {
  const lines = text.split('\n');
  return RULES.filter(({ under }) => !under || under.test(path)).flatMap(({ name, pattern }) =>
    lines.flatMap((line, index) =>
      pattern.test(line) ? [`${path}:${index + 1} contains ${name}: ${line.trim()}`] : [],
    ),
  );
}

describe('the project rules', () => {
  it('are checked in the whole tree', () => {
    for (const path of ['package.json', 'src/errors/xo-error.ts', 'tools/build.mjs', '.ci/run'])
      expect(files).toContain(path);
  });

  it('hold in every file', () => {
    expect(files.flatMap((path) => findViolations(path, readText(path)))).toEqual([]);
  });

  it('require file names in kebab-case, components in PascalCase', () => {
    const name = /^(?:[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9-]+)*|[A-Z][A-Za-z0-9]*)\.(?:ts|tsx|css|json)$/;
    const wrong = listFiles('src').filter((path) => {
      const file = path.split('/').at(-1) ?? '';
      return !name.test(file) || (/^[A-Z]/.test(file) && !file.endsWith('.tsx'));
    });
    expect(wrong).toEqual([]);
  });
});

describe('the check of the project rules', () => {
  it.each([
    ['test/x.test.ts', `readFileSync('/tm${'p'}/x')`],
    ['src/x.ts', `// TO${'DO'}: later`],
    ['test/x.test.ts', `it.ski${'p'}('x', () => {});`],
    ['src/x.ts', `// @ts-ignor${'e'}`],
    ['src/x.ts', `element.inner${'HTML'} = text;`],
    ['README.md', `https://registr${'y'}.example/`],
  ])('finds a violation in %s: %s', (path, text) => {
    expect(findViolations(path, text)).toHaveLength(1);
  });

  it('ignores a path inside a URL or a project', () => {
    expect(findViolations('src/x.ts', `'https://host/tm${'p'}/x', './tm${'p'}/x', '/api/x'`)).toEqual([]);
  });
});
