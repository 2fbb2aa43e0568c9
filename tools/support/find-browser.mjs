import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

/** Names of the command of Chromium or Chrome on different systems. */
const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Name of the headless shell on Debian, both of its package and of its command. */
const SHELL = 'chromium-headless-shell';

/** Usual paths of browsers that are not in PATH. */
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * The features that Playwright disables, and one more: Chromium keeps a spare renderer process for the next page, which doubles the
 * cost of a page in a test. Only the last `--disable-features` counts, so Playwright's list has to be repeated here.
 */
const DISABLED_FEATURES = [
  'SpareRendererForSitePerProcess',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
];

/**
 * Arguments of every browser that this repository starts. They allow it to run as root, in containers and without a graphics card,
 * and disable Chromium's own background requests.
 */
export const BROWSER_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  `--disable-features=${DISABLED_FEATURES.join(',')}`,
];

/**
 * Returns the executable of a Chromium: the one in the environment variable CHROMIUM_PATH, that of the system, or Playwright's
 * download. If there is none on Debian and the user is root, it is installed, unless the environment variable NO_INSTALL is set.
 *
 * @param {{ shell?: boolean }} [options] shell: prefers the headless shell, which has the same engine but no back/forward cache and
 *   no windows, and takes half the time for a page. Without a shell, any Chromium is used.
 * @returns {string}
 * @throws Error that says what to install when there is none
 */
export function findBrowser({ shell = false } = {}) {
  const wanted = process.env.CHROMIUM_PATH;
  if (wanted) {
    if (isExecutable(wanted)) return wanted;
    throw new Error(`unable to start a browser; CHROMIUM_PATH is ${wanted}, which cannot be executed`);
  }
  const find = () => (shell ? findInPath(SHELL) : findInstalled());
  const found = find() ?? (install(shell ? SHELL : 'chromium') ? find() : undefined) ?? findInstalled();
  if (found) return found;
  throw new Error(
    'unable to start a browser; there is no Chromium or Chrome. Install one (on Debian: apt-get install chromium; anywhere: ' +
      'npx playwright-core install chromium), or set CHROMIUM_PATH to its executable',
  );
}

/** Installs a Debian package, after printing a notice. @returns whether it was installed */
function install(/** @type {string} */ name) {
  if (process.env.NO_INSTALL || process.getuid?.() !== 0 || !findInPath('apt-get')) return false;
  console.log(
    `Installing ${name} with apt-get; set NO_INSTALL=1 to use what is installed, or CHROMIUM_PATH to name a browser.`,
  );
  const options = {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: /** @type {const} */ (['ignore', 'ignore', 'inherit']),
  };
  try {
    execFileSync('apt-get', ['update', '-q'], options);
    execFileSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', name], options);
    return true;
  } catch {
    return false;
  }
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
