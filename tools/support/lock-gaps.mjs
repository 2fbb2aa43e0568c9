/**
 * @typedef {object} LockGap a package of another system that the lock lacks
 * @property {string} name
 * @property {string} version
 * @property {boolean} dev whether only development needs it
 * @property {string | undefined} os system that it is for
 * @property {string | undefined} cpu
 * @property {string | undefined} libc
 */

/**
 * @typedef {object} Lock the part of package-lock.json that is read here
 * @property {Record<string, { dev?: boolean, optionalDependencies?: Record<string, string> }>} packages
 */

const OS = /(?:^|-)(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)(?:-|$)/;
const CPU = /(?:^|-)(arm64|arm|ia32|loong64|mips64el|ppc64|riscv64|s390x|wasm32|x64)(?:-|$)/;
const LIBC = /** @type {const} */ ([
  [/-gnu(?:eabihf)?$/, 'glibc'],
  [/-musl(?:eabihf)?$/, 'musl'],
]);

/**
 * Returns the optional dependencies of locked packages that are missing in the lock.
 *
 * @param {Lock} lock
 * @returns {LockGap[]}
 */
export function findLockGaps({ packages }) {
  const gaps = [];
  for (const [path, { dev = false, optionalDependencies = {} }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (isLocked(name, path, packages)) continue;
      if (!/^\d/.test(version))
        throw new Error(`unable to complete the lock; ${path} leaves the version of ${name} open`);
      gaps.push({ name, version, dev, ...systemOf(name) });
    }
  }
  return gaps;
}

/** Searches like Node: next to the importing package, and then in each folder above. @param {Lock['packages']} packages */
function isLocked(/** @type {string} */ name, /** @type {string} */ from, packages) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (`${folder && `${folder}/`}node_modules/${name}` in packages) return true;
    if (folder === '') return false;
  }
}

/** `@rollup/rollup-linux-x64-musl` → linux, x64, musl. */
function systemOf(/** @type {string} */ name) {
  const tail = name.slice(name.indexOf('/') + 1);
  const os = OS.exec(tail)?.[1];
  const cpu = CPU.exec(tail)?.[1];
  const libc = os === 'linux' ? LIBC.find(([ending]) => ending.test(tail))?.[1] : undefined;
  if (!os && !cpu) throw new Error(`unable to complete the lock; ${name} does not say which system it is for`);
  return { os, cpu, libc };
}
