import { createHash } from 'node:crypto';
import type { HistoryRecord } from '../../protocol/history.js';
import type { Installation, InstallationName, Session, Store, TokenEntry } from '../state/store.js';
import type { EmulatorUser } from '../types/user.js';
import { closeDataFile, openDataFile } from './open-data-file.js';
import type { Sqlite, Statement, Value } from './sqlite.js';

/** A store in one SQLite file. After `close()` it ignores writes, because no client is left that could be answered. */
export class DataFile implements Store {
  readonly installation: Installation;
  readonly #database: Sqlite;
  readonly #statements = new Map<string, Statement>();
  #isOpen = true;

  private constructor(file: string, database: Sqlite) {
    this.#database = database;
    const names = Object.fromEntries(
      this.#rows<{ name: string; value: string }>('SELECT name, value FROM installation').map(({ name, value }) => [
        name,
        value,
      ]),
    );
    this.installation = { source: file, starts: Number(names.starts ?? 0), names };
    this.#write('INSERT OR REPLACE INTO installation VALUES (?, ?)', 'starts', String(this.installation.starts + 1));
  }

  /** @throws Error with the reason why the file cannot be used */
  static open(file: string): DataFile {
    return new DataFile(file, openDataFile(file));
  }

  tokenKey(value: string): string {
    return createHash('sha256').update(value).digest('base64url');
  }

  users(): EmulatorUser[] {
    return this.#rows<{ id: string; identity: string; is_anonymous: number }>('SELECT * FROM users ORDER BY rowid').map(
      ({ id, identity, is_anonymous }) => ({ id, identity, isAnonymous: is_anonymous === 1 }),
    );
  }

  tokens(): TokenEntry[] {
    return this.#rows(
      'SELECT digest AS key, user_id AS userId, issued_at AS issuedAt, expires_at AS expiresAt FROM tokens ORDER BY issued_at, rowid',
    );
  }

  usedJwts(): [string, number][] {
    return this.#rows<{ id: string; expires_at: number }>('SELECT * FROM used_jwts').map((row) => [
      row.id,
      row.expires_at,
    ]);
  }

  session({ id }: EmulatorUser): Session | undefined {
    return this.#rows<Session>(
      'SELECT id, started_at AS startedAt, last_active_at AS lastActiveAt FROM sessions WHERE user_id = ?',
      id,
    )[0];
  }

  messages({ id }: EmulatorUser): HistoryRecord[] {
    return this.#rows<{ record: string }>('SELECT record FROM messages WHERE user_id = ? ORDER BY number', id).map(
      ({ record }) => JSON.parse(record) as HistoryRecord,
    );
  }

  documents(kind: string): [string, unknown][] {
    return this.#rows<{ id: string; value: string }>(
      'SELECT id, value FROM papers WHERE kind = ? ORDER BY rowid',
      kind,
    ).map(({ id, value }) => [id, JSON.parse(value)]);
  }

  putName(name: InstallationName, value: string): void {
    this.#write('INSERT OR REPLACE INTO installation VALUES (?, ?)', name, value);
  }

  putUser({ id, identity, isAnonymous }: EmulatorUser): void {
    this.#write('INSERT INTO users VALUES (?, ?, ?)', id, identity, isAnonymous ? 1 : 0);
  }

  putToken({ key, userId, issuedAt, expiresAt }: TokenEntry): void {
    this.#write('INSERT OR REPLACE INTO tokens VALUES (?, ?, ?, ?)', key, userId, issuedAt, expiresAt);
  }

  deleteToken(key: string): void {
    this.#write('DELETE FROM tokens WHERE digest = ?', key);
  }

  putUsedJwt(id: string, expiresAt: number): void {
    this.#write('INSERT OR REPLACE INTO used_jwts VALUES (?, ?)', id, expiresAt);
  }

  deleteUsedJwts(now: number): void {
    this.#write('DELETE FROM used_jwts WHERE expires_at <= ?', now);
  }

  putSession({ id }: EmulatorUser, session: Session | undefined): void {
    if (!session) return this.#write('DELETE FROM sessions WHERE user_id = ?', id);
    const { startedAt, lastActiveAt } = session;
    this.#write('INSERT OR REPLACE INTO sessions VALUES (?, ?, ?, ?)', id, session.id, startedAt, lastActiveAt);
  }

  appendMessage({ id }: EmulatorUser, record: HistoryRecord): void {
    this.#write('INSERT INTO messages (user_id, record) VALUES (?, ?)', id, JSON.stringify(record));
  }

  deleteMessages({ id }: EmulatorUser): void {
    this.#write('DELETE FROM messages WHERE user_id = ?', id);
  }

  putDocument(kind: string, id: string, value: unknown): void {
    this.#write('INSERT OR REPLACE INTO papers VALUES (?, ?, ?)', kind, id, JSON.stringify(value));
  }

  close(): void {
    this.#isOpen = false;
    this.#statements.clear();
    closeDataFile(this.#database);
  }

  #rows<Row>(sql: string, ...values: readonly Value[]): Row[] {
    return this.#statement(sql).all(...values) as Row[];
  }

  #write(sql: string, ...values: readonly Value[]): void {
    if (this.#isOpen) this.#statement(sql).run(...values);
  }

  #statement(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
