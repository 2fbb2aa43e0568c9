import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** The fixtures of the tests: one file per template, with samples by name. */
const FOLDER = new URL('../../test/fixtures/templates/', import.meta.url);

/**
 * Returns all samples as JSON: `{ "<name>": <payload or component> }`.
 *
 * @param {string} url parent of `media/`, which has the files that samples point to
 */
export async function templateSamples(url) {
  const names = (await readdir(fileURLToPath(FOLDER))).filter((name) => name.endsWith('.json')).sort();
  const files = await Promise.all(names.map((name) => readFile(new URL(name, FOLDER), 'utf8')));
  const samples = files.map((file) => JSON.parse(file.replaceAll('{{url}}', url)));
  return JSON.stringify(Object.assign({}, ...samples));
}
