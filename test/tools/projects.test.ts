import { globSync } from 'tinyglobby';
import { expect, test } from 'vitest';
import config from '../../vitest.config.js';

interface Project {
  test: { name: string; include: string[]; exclude?: string[] };
}

const projects = (config.test?.projects ?? []) as unknown as Project[];
const filesOf = ({ test: { include, exclude = [] } }: Project) => globSync(include, { ignore: exclude });

test('every test file belongs to exactly one project', () => {
  const claimed = projects.flatMap(filesOf).sort();
  const all = globSync(['test/**/*.test.{ts,tsx}', 'e2e/**/*.spec.ts']).sort();
  expect(claimed).toEqual(all);
});

test.each(projects.map((project) => [project.test.name, project]))('%s has tests', (_name, project) => {
  expect(filesOf(project).length).toBeGreaterThan(0);
});
