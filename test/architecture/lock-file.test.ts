import { describe, expect, it } from 'vitest';
import { findLockGaps } from '../../tools/support/lock-gaps.mjs';
import { readText } from '../support/source-tree.js';

interface LockedPackage {
  resolved?: string;
  integrity?: string;
  dev?: boolean;
  optionalDependencies?: Record<string, string>;
}

const { packages } = JSON.parse(readText('package-lock.json')) as { packages: Record<string, LockedPackage> };

describe('package-lock.json', () => {
  it('has every optional package for every system, which npm ci requires (fix: node tools/complete-lock.mjs)', () => {
    expect(findLockGaps({ packages }).map(({ name, version }) => `${name}@${version}`)).toEqual([]);
  });

  it('has a checksum for every package, so that npm ci verifies each one', () => {
    const unchecked = Object.entries(packages).filter(([folder, { integrity }]) => folder !== '' && !integrity);
    expect(unchecked.map(([folder]) => folder)).toEqual([]);
  });

  it('contains no registry URL, so that each machine installs from its own registry', () => {
    expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
  });
});

describe('findLockGaps', () => {
  const tool = { dev: true, optionalDependencies: { '@tool/linux-x64-musl': '1.2.3' } };

  it('reports version and system of a missing package', () => {
    expect(findLockGaps({ packages: { 'node_modules/tool': tool } })).toEqual([
      { name: '@tool/linux-x64-musl', version: '1.2.3', dev: true, os: 'linux', cpu: 'x64', libc: 'musl' },
    ]);
  });

  it.each([
    ['next to the package', 'node_modules/@tool/linux-x64-musl'],
    ['inside the package', 'node_modules/a/node_modules/tool/node_modules/@tool/linux-x64-musl'],
    ['one folder up', 'node_modules/a/node_modules/@tool/linux-x64-musl'],
  ])('finds it %s', (_, path) => {
    expect(findLockGaps({ packages: { 'node_modules/a/node_modules/tool': tool, [path]: {} } })).toEqual([]);
  });

  it('does not accept one that is installed for another package', () => {
    const packages = { 'node_modules/tool': tool, 'node_modules/b/node_modules/@tool/linux-x64-musl': {} };
    expect(findLockGaps({ packages })).toHaveLength(1);
  });

  it.each([
    ['binding-android-arm-eabi', { os: 'android', cpu: 'arm' }],
    ['binding-linux-arm-gnueabihf', { os: 'linux', cpu: 'arm', libc: 'glibc' }],
    ['binding-win32-ia32-msvc', { os: 'win32', cpu: 'ia32' }],
    ['cli-darwin-arm64', { os: 'darwin', cpu: 'arm64' }],
    ['binding-wasm32-wasi', { cpu: 'wasm32' }],
  ])('infers the system from the name %s', (name, system) => {
    const packages = { 'node_modules/tool': { optionalDependencies: { [`@tool/${name}`]: '1.0.0' } } };
    expect(findLockGaps({ packages })).toEqual([expect.objectContaining(system)]);
  });
});
