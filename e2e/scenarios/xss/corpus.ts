import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The foreign suite lies beside the project, on machines that have one: data from payloadbox/xss-payload-list (MIT). */
const FOREIGN = fileURLToPath(new URL('../../../../shared/corpora/xss.json', import.meta.url));
const OWN = fileURLToPath(new URL('../../../test/fixtures/xss/payloads.json', import.meta.url));

export interface Corpus {
  readonly name: string;
  readonly payloads: readonly string[];
}

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as string[];

/**
 * All payloads with XSS=whole (`npm run test:xss`), some with XSS=600-1200 (`npm run test:xss -- 600 1200`), else a sample.
 * A sample without the foreign suite is our own few; who asks for more must have it.
 *
 * @param sampleStep in a sample each of so many payloads is taken
 */
export function readCorpus(sampleStep = 200): Corpus {
  const { XSS: wanted = '' } = process.env;
  const [, first, end] = /^(\d+)-(\d+)$/.exec(wanted) ?? [];
  if (!existsSync(FOREIGN)) {
    if (wanted) throw new Error(`unable to take hostile words ${wanted}; the foreign suite is not at ${FOREIGN}`);
    return { name: 'own sample (the foreign suite ../shared/corpora/xss.json is absent)', payloads: read(OWN) };
  }
  const foreign = read(FOREIGN);
  if (first && end) {
    const some = foreign.slice(Number(first), Number(end));
    return { name: `foreign suite, ${first} to ${end}`, payloads: [...some, ...read(OWN)] };
  }
  if (wanted === 'whole') return { name: 'foreign suite, whole', payloads: [...foreign, ...read(OWN)] };
  return {
    name: 'foreign suite, sample (npm run test:xss runs all of it)',
    payloads: [...foreign.filter((_, index) => index % sampleStep === 0), ...read(OWN)],
  };
}
