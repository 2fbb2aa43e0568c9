import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { closeDataFile, openDataFile } from '../../../src/emulator/persistence/open-data-file.js';
import { findSqlite } from '../../../src/emulator/persistence/sqlite.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xo-data-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const path = (name = 'demo.db') => join(folder, name);

function written(sql: string, file = path()): string {
  const database = new (findSqlite())(file);
  database.exec(sql);
  database.close();
  return file;
}

test('a new file is for its owner alone, and can be opened again', () => {
  closeDataFile(openDataFile(path()));
  expect(statSync(path()).mode & 0o777).toBe(0o600);
  closeDataFile(openDataFile(path()));
});

test('an empty file is a new one', () => {
  writeFileSync(path(), '');
  closeDataFile(openDataFile(path()));
});

test.each([
  ['a text', 'Once upon a time'.repeat(500)],
  ['a few bytes', 'hi'],
])('%s is refused, and left alone', (_, text) => {
  writeFileSync(path(), text);
  expect(() => openDataFile(path())).toThrow(
    `unable to use the data file ${path()}; it is not a database. Name another file`,
  );
  expect(readFileSync(path(), 'utf8')).toBe(text);
});

test('a database of another program is refused, and left alone', () => {
  written('CREATE TABLE customers (name TEXT)');
  const before = readFileSync(path());
  expect(() => openDataFile(path())).toThrow('it is a database of another program. Name another file');
  expect(readFileSync(path()).equals(before)).toBe(true);
});

test('a file of a newer version is refused', () => {
  closeDataFile(openDataFile(path()));
  written('PRAGMA user_version = 2');
  expect(() => openDataFile(path())).toThrow('it was written by a newer xo-rtm (schema 2, here 1). Update xo-rtm');
});

test('a damaged file is refused', () => {
  const database = openDataFile(path());
  for (let i = 0; i < 500; i++) {
    database.prepare('INSERT INTO messages (user_id, record) VALUES (?, ?)').run('u', 'x'.repeat(400));
  }
  closeDataFile(database);
  const bytes = readFileSync(path());
  bytes.fill(0xaa, bytes.length >> 1, (bytes.length >> 1) + 40_000);
  writeFileSync(path(), bytes);
  expect(() => openDataFile(path())).toThrow(
    'the database is damaged. Delete it to start without data, or restore a copy',
  );
});

test('a file in use is refused until it is closed', () => {
  const first = openDataFile(path());
  expect(() => openDataFile(path())).toThrow('another process has it open. Stop that process, or name another file');
  closeDataFile(first);
  closeDataFile(openDataFile(path()));
});

test('a folder that is missing, and one in place of the file, are refused', () => {
  expect(() => openDataFile(path('none/demo.db'))).toThrow('its folder does not exist. Create it first');
  expect(() => openDataFile(folder)).toThrow('it is a folder. Name a file in it');
});
