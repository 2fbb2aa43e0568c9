import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Parts that load later and share only small helpers with the headless client. */
const PARTS =
  /[\\/]src[\\/](?:client[\\/](?:outbox-store|read-stored|unclaimed-messages)|conversation[\\/](?:restore-messages|synchronizer|history-reader|history-sync|merge-run)|widget[\\/]store[\\/](?:chat-features|draft-store))\.ts$/;
/** Pure functions without state, so that a second copy of them changes nothing. */
const HELPERS =
  /[\\/](?:lib[/](?:json|clock|backoff|on-abort)|protocol[\\/]sanitize-fields|client[\\/]storage-key|conversation[\\/](?:timeline|cursors))\.ts$/;

/** The same again at another address, with all that it imports. */
const AGAIN = /[\\/](?:synchronizer|outbox-store)-again\.ts$/;

const COPY = 'own-copy-of-';

/**
 * Gives parts that load later copies of the helpers they would share with the headless client. An app's bundler cuts the code
 * of the first load wherever one of these parts shares some of it, and each cut is a file of its own, compressed by itself:
 * the copies weigh less than the cuts.
 *
 * @param {{ helpers?: boolean }} [options] `helpers: false` where one bundler makes all files: then only what loads again is copied
 * @returns {import('rollup').Plugin}
 */
export function ownCopies({ helpers = true } = {}) {
  return {
    name: 'own-copies',
    async resolveId(specifier, importer) {
      if (!importer || !specifier.startsWith('.')) return null;
      const isCopy = basename(importer).startsWith(COPY);
      const isAgain = AGAIN.test(importer);
      if (!isCopy && !isAgain && !(helpers && PARTS.test(importer))) return null;
      const from = isCopy ? join(dirname(importer), basename(importer).slice(COPY.length)) : importer;
      const resolved = await this.resolve(specifier, from, { skipSelf: true });
      if (!resolved || !(isCopy || isAgain || HELPERS.test(resolved.id))) return resolved;
      return join(dirname(resolved.id), COPY + basename(resolved.id));
    },
    load(id) {
      const name = basename(id);
      return name.startsWith(COPY) ? readFile(join(dirname(id), name.slice(COPY.length)), 'utf8') : null;
    },
  };
}
