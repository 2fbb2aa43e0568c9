import { resolve } from 'node:path';
import { root } from './run-tool.mjs';

/**
 * Puts everything that an entry loads at once into one chunk. Without it, rollup makes a chunk for each set of entries that share a
 * module, and an app's bundler makes a file for each of these chunks, which is compressed by itself.
 *
 * @param {Record<string, string>} entries name of the chunk → entry, from the root. A module that several of them load belongs to the
 *   first.
 * @returns {import('rollup').GetManualChunk}
 */
export function firstLoads(entries) {
  /** @type {Map<string, string> | undefined} */
  let chunks;
  return (id, { getModuleInfo }) => {
    if (!chunks) {
      chunks = new Map();
      for (const [name, entry] of Object.entries(entries)) {
        const waiting = [resolve(root, entry)];
        for (const each of waiting) {
          if (chunks.has(each)) continue;
          chunks.set(each, name);
          waiting.push(...(getModuleInfo(each)?.importedIds ?? []));
        }
      }
    }
    return chunks.get(id);
  };
}
