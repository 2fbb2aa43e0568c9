import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import license from 'rollup-plugin-license';

const require = createRequire(import.meta.url);

/** Packages whose data is compiled into virtual modules (see emoji-words.mjs), where no bundler can see the origin. */
const DATA_PACKAGES = ['unicode-emoji-json', 'cldr-annotations-full'];

/** @typedef {{ name: string, version: string, license: string, text: string }} Notice */

/**
 * Collects the notices that the licences of bundled packages require. All bundles of a build share one collector: each uses a plugin
 * of it, and the text is read when every bundle is finished.
 */
export function collectNotices() {
  /** @type {Map<string, Notice>} */
  const notices = new Map(DATA_PACKAGES.map((name) => [name, readNotice(name)]));

  return {
    /** @returns {import('rollup').Plugin} */
    plugin: () =>
      license({
        thirdParty: {
          output: (dependencies) => {
            for (const { name, version, license: id, licenseText } of dependencies) {
              if (!name || !licenseText)
                throw new Error(`unable to write the notices; ${name} comes without a licence text`);
              notices.set(name, { name, version: version ?? '', license: id ?? '', text: licenseText });
            }
          },
        },
      }),

    /** Returns the notices, sorted by name, so that two builds of the same sources are identical. */
    text() {
      const sorted = [...notices.values()].sort((a, b) => a.name.localeCompare(b.name, 'en'));
      const parts = sorted.map(
        ({ name, version, license: id, text }) => `${name} ${version} (${id})\n\n${text.trim()}\n`,
      );
      return ['xo-rtm contains code and data of the following packages.\n', ...parts].join(`\n${'-'.repeat(80)}\n\n`);
    },
  };
}

/** @returns {Notice} */
function readNotice(/** @type {string} */ name) {
  const folder = dirname(require.resolve(`${name}/package.json`));
  const { version, license: id } = JSON.parse(readFileSync(resolve(folder, 'package.json'), 'utf8'));
  return { name, version, license: id, text: readFileSync(resolve(folder, 'LICENSE'), 'utf8') };
}
