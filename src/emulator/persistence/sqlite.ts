import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The used part of a SQLite driver. */
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
 * Finds SQLite: that of Node from 22.13 on, and otherwise the package `libsql`, which has binaries for all common systems. The package
 * is not a dependency, because most emulators store nothing. Both lock the file by means of the system, so a lock ends with its process.
 *
 * @throws Error if neither is available
 */
export function findSqlite(): Driver {
  const own = process.getBuiltinModule('node:sqlite') as { DatabaseSync: Driver } | undefined;
  const driver = own?.DatabaseSync ?? loadLibsql();
  if (driver) return driver;
  throw new Error(
    `unable to open a data file; Node ${process.versions.node} has no built-in SQLite. Run: npm install libsql, or use Node 22.13 or newer`,
  );
}

/** Looks in the working directory, and next to this package. */
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
