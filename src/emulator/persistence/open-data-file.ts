import { closeSync, openSync, readSync } from 'node:fs';
import { findSqlite, type Sqlite } from './sqlite.js';

/** Marks a file of this package ("xort") by SQLite's `application_id`. */
const APPLICATION_ID = 0x786f7274;
/** Increases with every change of the tables. Files with an older version would be migrated in `initialise()`. */
const SCHEMA_VERSION = 1;

const SCHEMA = `
  CREATE TABLE installation (name TEXT PRIMARY KEY, value TEXT NOT NULL);
  CREATE TABLE users (id TEXT PRIMARY KEY, identity TEXT NOT NULL UNIQUE, is_anonymous INTEGER NOT NULL);
  CREATE TABLE tokens (digest TEXT PRIMARY KEY, user_id TEXT NOT NULL, issued_at INTEGER NOT NULL, expires_at INTEGER NOT NULL);
  CREATE TABLE used_jwts (id TEXT PRIMARY KEY, expires_at INTEGER NOT NULL);
  CREATE TABLE sessions (user_id TEXT PRIMARY KEY, id TEXT NOT NULL, started_at INTEGER NOT NULL, last_active_at INTEGER NOT NULL);
  CREATE TABLE messages (number INTEGER PRIMARY KEY, user_id TEXT NOT NULL, record TEXT NOT NULL);
  CREATE INDEX messages_of_user ON messages (user_id, number);
  CREATE TABLE papers (kind TEXT NOT NULL, id TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (kind, id));
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

/**
 * Opens the file, or creates it, readable for its owner alone. It is locked until it is closed.
 *
 * @throws Error with the reason why the file cannot be used, and a remedy
 */
export function openDataFile(file: string): Sqlite {
  const Driver = findSqlite();
  const fileError = (why: string, cause?: unknown) =>
    new Error(`unable to use the data file ${file}; ${why}`, { cause });
  try {
    checkHead(file);
  } catch (error) {
    throw fileError(reasonOf(error), error);
  }
  let database: Sqlite | undefined;
  try {
    database = new Driver(file);
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    prepare(database);
    // A commit is in the file before it returns, so it survives the end of the process. SQLite flushes the disk only at checkpoints, so a
    // power failure may lose the last commits, but does not damage the file.
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = NORMAL');
    return database;
  } catch (error) {
    if (database) releaseLock(database);
    throw fileError(reasonOf(error), error);
  }
}

/** Closes it as a single file without a lock. */
export function closeDataFile(database: Sqlite): void {
  database.exec('PRAGMA journal_mode = DELETE');
  releaseLock(database);
}

/** Releases the lock at once, because some drivers close a file only after their statements were garbage-collected. */
function releaseLock(database: Sqlite): void {
  try {
    database.exec('PRAGMA locking_mode = NORMAL');
    database.exec('BEGIN; SELECT 1 FROM sqlite_schema; ROLLBACK');
  } catch {
    // The lock was not acquired.
  }
  database.close();
}

class Unfit extends Error {}

function prepare(database: Sqlite): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    initialise(database);
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

function initialise(database: Sqlite): void {
  const application = pragma(database, 'application_id');
  const version = pragma(database, 'user_version');
  const isEmpty = database.prepare('SELECT name FROM sqlite_schema LIMIT 1').all().length === 0;
  if (isEmpty && application === 0 && version === 0) database.exec(SCHEMA);
  else if (application !== APPLICATION_ID) throw new Unfit('it is a database of another program. Name another file');
  else if (version !== SCHEMA_VERSION) {
    throw new Unfit(`it was written by a newer xo-rtm (schema ${version}, here ${SCHEMA_VERSION}). Update xo-rtm`);
  }
  const [health] = database.prepare('PRAGMA quick_check(1)').all() as { quick_check: string }[];
  if (health?.quick_check !== 'ok') throw new Unfit(DAMAGED);
}

const DAMAGED = 'the database is damaged. Delete it to start without data, or restore a copy';
const FOREIGN = 'it is not a database. Name another file';

function pragma(database: Sqlite, name: string): number {
  const [row] = database.prepare(`PRAGMA ${name}`).all() as Record<string, number>[];
  return row?.[name] ?? 0;
}

/** Checks the first bytes before SQLite opens the file, because SQLite treats a very short file as empty and overwrites it. */
function checkHead(file: string): void {
  const head = Buffer.alloc(16);
  const handle = openSync(file, 'a+', 0o600);
  try {
    const length = readSync(handle, head, 0, head.length, 0);
    if (length > 0 && head.toString('latin1') !== 'SQLite format 3\0') throw new Unfit(FOREIGN);
  } finally {
    closeSync(handle);
  }
}

/** The reason for an error, from the messages of SQLite, which are the same in every driver. */
function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof Unfit) return message;
  if (/database is locked|SQLITE_BUSY/.test(`${message} ${code}`)) {
    return 'another process has it open. Stop that process, or name another file';
  }
  if (/not a database/.test(message)) return FOREIGN;
  if (/malformed|corrupt/.test(message)) return DAMAGED;
  if (code === 'ENOENT') return 'its folder does not exist. Create it first';
  if (code === 'EISDIR') return 'it is a folder. Name a file in it';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return 'it is not writable. Change its permissions, or name another file';
  return message;
}
