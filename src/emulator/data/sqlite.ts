import { createRequire } from 'node:module';

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

export type Value = string | number | null;
type Driver = new (file: string) => Sqlite;

/**
 * Node's own SQLite where it has one, from 22.13 on; before that `libsql`, which is a peer that nobody needs who keeps
 * nothing: it brings a binary for each system, and so installs without a compiler. Both lock the file as the system does:
 * a lock ends with its process, however that ends.
 *
 * @throws Error where neither is there
 */
export function findSqlite(): Driver {
  const own = process.getBuiltinModule('node:sqlite') as { DatabaseSync: Driver } | undefined;
  if (own) return own.DatabaseSync;
  try {
    return createRequire(import.meta.url)('libsql') as Driver;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    throw new Error(
      `unable to keep data; Node ${process.versions.node} has no SQLite of its own. Run: npm install libsql, or take Node 22.13 or newer`,
    );
  }
}
