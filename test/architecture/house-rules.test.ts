import { describe, expect, it } from 'vitest';
import { listFiles, readText } from '../support/source-tree.js';

interface Rule {
  readonly what: string;
  readonly pattern: RegExp;
  /** Where it holds; everywhere when left out. */
  readonly under?: RegExp;
}

/** Written so that no pattern matches its own source. */
const RULES: readonly Rule[] = [
  { what: 'a path of one machine', pattern: /(?<![\w.$}/~-])\/(?:work|root|home|farm|tmp|Users)\/[\w.]/ },
  { what: 'the host of a package registry', pattern: /https?:\/\/registr[y]\./ },
  { what: 'unfinished work', pattern: /\b(?:TOD[O]|FIXM[E]|XX[X])\b|[Nn]ot implemente[d]/ },
  { what: 'a test that does not run', pattern: /\.(?:skip|only|todo|fixme|skipIf|runIf)\(/, under: /^(?:test|e2e)\// },
  // `any` is the linter's business. In tests @ts-expect-error is an expectation.
  { what: 'a check switched off', pattern: /@ts-(?:ignore|nocheck)/ },
  { what: 'a type error that is expected', pattern: /@ts-expect-error/, under: /^(?:src|tools|demo|bench)\// },
  {
    what: 'HTML from a string',
    pattern: /innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write|createContextualFragment/,
    under: /^(?:src|demo)\//,
  },
  { what: 'a lint rule switched off without a reason', pattern: /biome-ignore [\w/]+:\s*(?:$|<)/m },
];

/** Words that a rule is about, in the file that states the rule, and what others published word for word. */
const EXEMPT = /^(?:test\/architecture\/house-rules\.test\.ts|package-lock\.json|test\/fixtures\/)/;
const TEXT = /\.(?:ts|tsx|mts|mjs|js|json|css|html|md|ya?ml|sh|svg)$|^(?:\.ci\/run|LICENSE)$/;

const files = listFiles('.').filter((path) => TEXT.test(path) && !EXEMPT.test(path));

function findBreaches(path: string, text: string): string[] {
  const lines = text.split('\n');
  return RULES.filter(({ under }) => !under || under.test(path)).flatMap(({ what, pattern }) =>
    lines.flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} holds ${what}: ${line.trim()}`] : [])),
  );
}

describe('house rules', () => {
  it('reads the whole tree', () => {
    for (const path of ['package.json', 'src/errors/xo-error.ts', 'tools/build.mjs', '.ci/run'])
      expect(files).toContain(path);
  });

  it('are kept in every file', () => {
    expect(files.flatMap((path) => findBreaches(path, readText(path)))).toEqual([]);
  });

  it('name files in kebab-case, components in PascalCase', () => {
    const name = /^(?:[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9-]+)*|[A-Z][A-Za-z0-9]*)\.(?:ts|tsx|css|json)$/;
    const wrong = listFiles('src').filter((path) => {
      const file = path.split('/').at(-1) ?? '';
      return !name.test(file) || (/^[A-Z]/.test(file) && !file.endsWith('.tsx'));
    });
    expect(wrong).toEqual([]);
  });
});

describe('the check of the house rules', () => {
  it.each([
    ['test/x.test.ts', `readFileSync('/tm${'p'}/x')`],
    ['src/x.ts', `// TO${'DO'}: later`],
    ['test/x.test.ts', `it.ski${'p'}('x', () => {});`],
    ['src/x.ts', `// @ts-ignor${'e'}`],
    ['src/x.ts', `element.inner${'HTML'} = text;`],
    ['README.md', `https://registr${'y'}.example/`],
  ])('sees a breach in %s: %s', (path, text) => {
    expect(findBreaches(path, text)).toHaveLength(1);
  });

  it('does not mind a path inside a URL or a project', () => {
    expect(findBreaches('src/x.ts', `'https://host/tm${'p'}/x', './tm${'p'}/x', '/api/x'`)).toEqual([]);
  });
});
