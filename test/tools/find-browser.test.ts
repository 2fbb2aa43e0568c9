import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { findBrowser } from '../../tools/support/find-browser.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xo-rtm-browser-'));
  vi.stubEnv('CHROMIUM_PATH', '');
  vi.stubEnv('NO_INSTALL', '1');
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function addExecutable(name: string): string {
  const path = join(folder, name);
  writeFileSync(path, '');
  chmodSync(path, 0o755);
  return path;
}

it('prefers the browser of CHROMIUM_PATH', () => {
  vi.stubEnv('PATH', folder);
  addExecutable('chromium');
  const wanted = addExecutable('my-browser');
  vi.stubEnv('CHROMIUM_PATH', wanted);
  expect(findBrowser()).toBe(wanted);
});

it('reports a CHROMIUM_PATH that does not exist, instead of using another browser', () => {
  vi.stubEnv('CHROMIUM_PATH', join(folder, 'none'));
  expect(() => findBrowser()).toThrow(/unable to start a browser; CHROMIUM_PATH is .*none, which cannot be executed/);
});

it.each(['chromium', 'google-chrome'])('finds %s in PATH', (command) => {
  const path = addExecutable(command);
  vi.stubEnv('PATH', ['', folder].join(delimiter));
  expect(findBrowser()).toBe(path);
});

it('prefers the headless shell with the option `shell`', () => {
  addExecutable('chromium');
  const path = addExecutable('chromium-headless-shell');
  vi.stubEnv('PATH', folder);
  expect(findBrowser({ shell: true })).toBe(path);
});

it('uses any Chromium if there is no headless shell', () => {
  const path = addExecutable('chromium');
  vi.stubEnv('PATH', folder);
  expect(findBrowser({ shell: true })).toBe(path);
});
