import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A foreign suite next to the project, if the machine has one: data from payloadbox/xss-payload-list (MIT). */
const FOREIGN = fileURLToPath(new URL('../../../../shared/corpora/xss.json', import.meta.url));
const OWN = fileURLToPath(new URL('../../../test/fixtures/xss/payloads.json', import.meta.url));

export interface Corpus {
  readonly name: string;
  readonly payloads: readonly string[];
}

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as string[];

/**
 * Returns all payloads with XSS=whole (`npm run test:xss`), a range with XSS=600-1200 (`npm run test:xss -- 600 1200`), else a sample.
 * Without the foreign suite a sample contains only our own payloads, and `XSS` throws.
 *
 * @param sampleStep a sample contains every `sampleStep`-th payload of the foreign suite
 */
export function readCorpus(sampleStep = 200): Corpus {
  const { XSS: selection = '' } = process.env;
  const [, first, end] = /^(\d+)-(\d+)$/.exec(selection) ?? [];
  if (!existsSync(FOREIGN)) {
    if (selection) throw new Error(`unable to select payloads ${selection}; the foreign suite is not at ${FOREIGN}`);
    return { name: 'own sample (the foreign suite ../shared/corpora/xss.json is absent)', payloads: read(OWN) };
  }
  const foreign = read(FOREIGN);
  if (first && end) {
    const some = foreign.slice(Number(first), Number(end));
    return { name: `foreign suite, ${first} to ${end}`, payloads: [...some, ...read(OWN)] };
  }
  if (selection === 'whole') return { name: 'foreign suite, whole', payloads: [...foreign, ...read(OWN)] };
  return {
    name: 'foreign suite, sample (npm run test:xss runs all of it)',
    payloads: [...foreign.filter((_, index) => index % sampleStep === 0), ...read(OWN)],
  };
}
