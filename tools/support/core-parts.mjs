import { readdir, readFile } from 'node:fs/promises';
import { SourceMap } from 'node:module';
import { resolve } from 'node:path';
import { root } from './run-tool.mjs';
import { gzippedSize } from './sizes.mjs';

/** The parts of the headless client. A source file belongs to the first pattern that matches it. */
const PARTS = Object.entries({
  'rtm: the socket, its states, backoff, probes': /^rtm\//,
  'auth, http: tokens, requests, Retry-After': /^(?:auth|http)\//,
  'conversation: outbox': /^conversation\/outbox/,
  'conversation: the list of messages, without duplicates': /^conversation\/timeline/,
  'conversation: typing, agents': /^conversation\/presence/,
  'conversation: everything else, streamed answers': /^conversation\//,
  'protocol: reading frames, records and texts of templates':
    /^protocol\/(?:decode|history|inbound|live|received|sanitize|un|user)/,
  'protocol: writing frames, addresses, the platform’s errors': /^protocol\//,
  'client: options, public methods, signals of the page': /^client\//,
  'errors, lib: codes, deadlines, ids, JSON': /^(?:errors|lib)\//,
  'events, with eventemitter3': /^events\/|eventemitter3/,
});

/**
 * Measures each part of the headless client: by how many bytes the built file shrinks, after gzip -9, without it. Similar parts
 * compress each other, so the sum is less than the whole.
 *
 * @returns {Promise<import('./sizes.mjs').Size[]>} the whole first
 */
export async function measureCoreParts() {
  const { code, map } = await readCore();
  const owners = ownersOf(code, map);
  const whole = gzippedSize(Buffer.from(code));
  const parts = PARTS.map(([what]) => {
    const rest = Array.from(code).filter((_, at) => owners[at] !== what);
    return { what, minified: code.length - rest.length, gzipped: whole - gzippedSize(Buffer.from(rest.join(''))) };
  });
  return [{ what: 'all of it, as it is in dist/', minified: code.length, gzipped: whole }, ...parts];
}

/** Reads the chunk that contains the client: the file of `dist/` whose source map names create-chat-client.ts. */
async function readCore() {
  const folder = resolve(root, 'dist/chunks');
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.js.map')) continue;
    const map = JSON.parse(await readFile(resolve(folder, name), 'utf8'));
    if (!map.sources.some((/** @type {string} */ source) => source.endsWith('client/create-chat-client.ts'))) continue;
    const code = await readFile(resolve(folder, name.slice(0, -'.map'.length)), 'utf8');
    return { code: code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, ''), map };
  }
  throw new Error('unable to measure the parts of the client; dist/ holds none. Run npm run build.');
}

/**
 * @param {string} code
 * @param {import('node:module').SourceMapPayload} payload
 * @returns {(string | undefined)[]} the part of each character
 */
function ownersOf(code, payload) {
  const map = new SourceMap(payload);
  let [line, column] = [0, -1];
  return Array.from(code, (letter) => {
    column++;
    const entry = map.findEntry(line, column);
    if (letter === '\n') [line, column] = [line + 1, -1];
    const source = 'originalSource' in entry ? entry.originalSource.replace(/^.*\/src\//, '') : '';
    return PARTS.find(([, pattern]) => pattern.test(source))?.[0];
  });
}
