import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Lazy parts that share only small helpers with the headless client. */
const PARTS =
  /[\\/]src[\\/](?:client[\\/](?:outbox-store|read-stored|unclaimed-messages)|conversation[\\/](?:restore-messages|synchronizer|history-reader|history-sync|merge-run|entry-finder)|widget[\\/]store[\\/](?:chat-features|draft-store|unknown-options))\.ts$/;
/** Helpers that may exist twice, because they are pure functions. */
const HELPERS =
  /[\\/](?:lib[/](?:json|clock|backoff|on-abort|logger)|protocol[\\/]sanitize-fields|client[\\/]storage-key|conversation[\\/](?:timeline|cursors))\.ts$/;

/** The same again at another address, with all that it imports. */
const AGAIN = /[\\/](?:synchronizer|outbox-store|jwt-endpoint)-again\.ts$/;

const COPY = 'own-copy-of-';

/**
 * Gives lazy parts their own copies of the helpers that they would share with the headless client. Otherwise an app's bundler moves
 * every shared module into a separate file, which is compressed separately: the copies are smaller than that loss.
 *
 * @param {{ helpers?: boolean }} [options] `helpers: false` if no other bundler follows: then only the modules that are loaded again
 *   at another address are copied
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
