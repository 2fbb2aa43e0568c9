import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** As much of a SQLite driver as we need. */
export interface Sqlite {
  exec(sql: string): unknown;
  prepare(sql: string): Statement;
  close(): void;
}

export interface Statement {
  run(...values: readonly Value[]): unknown;
  all(...values: readonly Value[]): unknown[];
}

export type Value = string | number;

type Driver = new (file: string) => Sqlite;

/**
 * Node's own SQLite where it has one, from 22.13 on; before that the package `libsql`, which brings a binary for each system
 * and needs no compiler. It is no dependency: who keeps nothing needs neither. Both lock the file as the system does: a lock
 * ends with its process, however that ends.
 *
 * @throws Error where neither is there
 */
export function findSqlite(): Driver {
  const own = process.getBuiltinModule('node:sqlite') as { DatabaseSync: Driver } | undefined;
  const driver = own?.DatabaseSync ?? loadLibsql();
  if (driver) return driver;
  throw new Error(
    `unable to keep data; Node ${process.versions.node} has no SQLite of its own. Run: npm install libsql, or take Node 22.13 or newer`,
  );
}

/** Where the command runs, or beside us. */
function loadLibsql(): Driver | undefined {
  for (const from of [pathToFileURL(join(process.cwd(), 'package.json')), import.meta.url]) {
    try {
      return createRequire(from)('libsql') as Driver;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  return undefined;
}
