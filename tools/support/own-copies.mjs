import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Lazy parts that share only small helpers with the headless client. */
const PARTS =
  /[\\/]src[\\/](?:client[\\/](?:outbox-store|read-stored|unclaimed-messages)|conversation[\\/](?:restore-messages|synchronizer|history-reader|history-sync|merge-run|entry-finder)|widget[\\/]store[\\/](?:chat-features|draft-store|unknown-options))\.ts$/;
/** Helpers that may exist twice, because they are pure functions. */
const HELPERS =
  /[\\/](?:lib[/](?:json|clock|backoff|on-abort|logger)|protocol[\\/]sanitize-fields|client[\\/]storage-key|conversation[\\/](?:timeline|cursors))\.ts$/;

/** Parts that the window has in its first load, and clients without a window load later: copied with all that they import. */
const COPIES = /[\\/]late-parts\.ts$/;
/** The same part at another address, with all that it imports: no file may be shared with the first one, which may have failed to load. */
const AGAIN = /[\\/](?:synchronizer|outbox-store|late-parts)-again\.ts$/;

const COPY = /^own-copy-(?:again-)?of-/;

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
      const [copy] = COPY.exec(basename(importer)) ?? [];
      const isAgain = AGAIN.test(importer);
      const isWhole = copy || isAgain || COPIES.test(importer);
      if (!isWhole && !(helpers && PARTS.test(importer))) return null;
      const from = copy ? join(dirname(importer), basename(importer).slice(copy.length)) : importer;
      const resolved = await this.resolve(specifier, from, { skipSelf: true });
      if (!resolved || !(isWhole || HELPERS.test(resolved.id))) return resolved;
      return join(dirname(resolved.id), (copy ?? `own-copy-${isAgain ? 'again-' : ''}of-`) + basename(resolved.id));
    },
    load(id) {
      const name = basename(id);
      return COPY.test(name) ? readFile(join(dirname(id), name.replace(COPY, '')), 'utf8') : null;
    },
  };
}
