import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

/** Commands by which systems know Chromium or Chrome. */
const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Where they are when they are not in PATH. */
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * How the browser is started everywhere in this repository: as root and in containers too, without a graphics card,
 * and without the calls home that Chromium makes on its own.
 */
export const BROWSER_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
];

/**
 * The executable of a Chromium: the one that the environment variable CHROMIUM_PATH names, the system's, or Playwright's own
 * download. On a Debian without any, root gets Debian's installed.
 *
 * @param {{ install?: boolean }} [options] install: false to fail instead
 * @returns {string}
 * @throws Error that says what to install when there is none
 */
export function findBrowser({ install = true } = {}) {
  const wanted = process.env.CHROMIUM_PATH;
  if (wanted) {
    if (isExecutable(wanted)) return wanted;
    throw new Error(`unable to start a browser; CHROMIUM_PATH is ${wanted}, which cannot be executed`);
  }
  const found = findInstalled();
  if (found) return found;

  if (install && process.getuid?.() === 0 && findInPath('apt-get')) {
    console.log('No Chromium here: installing Debian’s.');
    const quiet = {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: /** @type {const} */ (['ignore', 'ignore', 'inherit']),
    };
    execFileSync('apt-get', ['update', '-q'], quiet);
    execFileSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], quiet);
    const installed = findInstalled();
    if (installed) return installed;
  }
  throw new Error(
    'unable to start a browser; there is no Chromium or Chrome. Install one (on Debian: apt-get install chromium; anywhere: ' +
      'npx playwright-core install chromium), or set CHROMIUM_PATH to its executable',
  );
}

function findInstalled() {
  return [...COMMANDS.map(findInPath), ...PLACES, chromium.executablePath()].find((path) => path && isExecutable(path));
}

/** @returns {string | undefined} */
function findInPath(/** @type {string} */ command) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, command)).find(isExecutable);
}

function isExecutable(/** @type {string} */ path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
