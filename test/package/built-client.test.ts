import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, inject, it } from 'vitest';
// Lazy parts are loaded in advance, here and below, because a virtual clock does not wait for the disk.
import * as source from '../../src/index.js';
import { type Client, Recorder } from './stories/record.js';
import { STORIES } from './stories/stories.js';

const dist = join(inject('consumer'), 'node_modules/xo-rtm/dist');

/*
 * The build shortens property names that it considers internal. These tests run the same stories with the built client and with
 * the sources, on a virtual clock. Everything that users or the platform can observe must be the same, name by name and byte by byte.
 */
describe('the built client', () => {
  const used = new Set<PropertyKey>();
  let built: Client;

  beforeAll(async () => {
    const load = (path: string) => import(/* @vite-ignore */ pathToFileURL(join(dist, path)).href);
    const chunks = await readdir(join(dist, 'chunks'));
    await Promise.all(chunks.filter((name) => /^(?!node-).*\.js$/.test(name)).map((name) => load(`chunks/${name}`)));
    built = await load('index.js');
  });

  const play = async (make: Client, story: (recorder: Recorder) => Promise<void>): Promise<Recorder> => {
    const recorder = new Recorder(make);
    await story(recorder);
    return recorder;
  };

  it('exports the same names as the sources', () => {
    expect(Object.keys(built).sort()).toEqual(Object.keys(source).sort());
  });

  it.each(Object.entries(STORIES))('behaves like the sources: %s', async (_, story) => {
    const expected = await play(source, story);
    const actual = await play(built, story);
    for (const name of expected.used) used.add(name);
    expect(expected.lines.length).toBeGreaterThan(4);
    for (const [at, line] of expected.lines.entries()) expect(actual.lines[at], `line ${at}`).toStrictEqual(line);
    expect(actual.lines).toHaveLength(expected.lines.length);
  });

  it('was tested with all its members', () => {
    const client = new Recorder(source).begin().client;
    expect(Object.keys(client).filter((name) => !used.has(name))).toEqual([]);
  });
});
