import { readFile } from 'node:fs/promises';

/**
 * Data that only the publisher of the package has.
 *
 * @typedef {object} Owner
 * @property {string} repository https address of the repository; npm checks the provenance against it
 * @property {string} homepage https address
 * @property {string} author as npm writes it: `Name <email>`
 * @property {string} securityContact e-mail address for reports of vulnerabilities
 */

const HTTPS = /^https:\/\/[^\s/]+\.[^\s/]+(?:\/\S*)?$/;
const EMAIL = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/;

/** @type {Record<keyof Owner, (value: string) => boolean>} */
const CHECKS = {
  repository: (value) => HTTPS.test(value),
  homepage: (value) => HTTPS.test(value),
  author: (value) => value.trim() !== '',
  securityContact: (value) => EMAIL.test(value),
};

/**
 * Checks the content of `owner.json`.
 *
 * @param {string} text
 * @returns {Owner}
 * @throws {Error} that names every field which is missing, malformed or still an example
 */
export function parseOwner(text) {
  /** @type {unknown} */
  let value;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Error('unable to read owner.json; it is not JSON', { cause });
  }
  const owner = /** @type {Owner} */ (Object(value));
  const wrong = Object.entries(CHECKS).flatMap(([field, isValid]) => {
    const given = owner[/** @type {keyof Owner} */ (field)];
    if (typeof given !== 'string' || !isValid(given)) return [field];
    return /\bexample\.(?:com|org|net)\b/.test(given) ? [`${field} (it still holds the example)`] : [];
  });
  if (wrong.length > 0) throw new Error(`unable to release; owner.json lacks a valid ${wrong.join(', ')}`);
  return owner;
}

/**
 * Reads `owner.json`.
 *
 * @param {string} path
 * @returns {Promise<Owner>}
 * @throws {Error} when it does not exist or is incomplete
 */
export async function readOwner(path) {
  let text;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new Error(
      'unable to release; there is no owner.json. Copy owner.example.json to owner.json and fill in what only the owner of the package knows',
      { cause },
    );
  }
  return parseOwner(text);
}

/**
 * Adds the owner's fields to a package manifest.
 *
 * @param {Record<string, unknown>} manifest
 * @param {Owner} owner
 */
export function withOwner(manifest, { repository, homepage, author, securityContact }) {
  const url = repository.replace(/\.git$/, '');
  return {
    ...manifest,
    author,
    homepage,
    repository: { type: 'git', url: `git+${url}.git` },
    bugs: { url: `${url}/issues`, email: securityContact },
  };
}
