import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** What a bot can send, as the tests have it: per template a file with samples by name. */
const FOLDER = new URL('../../test/fixtures/templates/', import.meta.url);

/**
 * All samples, as JSON: `{ "<name>": <payload or component> }`.
 *
 * @param {string} url below which lies `media/` with the files that samples point to
 */
export async function templateSamples(url) {
  const names = (await readdir(fileURLToPath(FOLDER))).filter((name) => name.endsWith('.json')).sort();
  const files = await Promise.all(names.map((name) => readFile(new URL(name, FOLDER), 'utf8')));
  const samples = files.map((file) => JSON.parse(file.replaceAll('{{url}}', url)));
  return JSON.stringify(Object.assign({}, ...samples));
}
