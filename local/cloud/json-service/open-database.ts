import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';

/** Milliseconds to wait for a predecessor that is just ending to let go of the file. */
const lockWaitMs = 500;
const versionRow = z.object({ user_version: z.number() });

function prepare(database: DatabaseSync, schema: string, version: number): void {
  // Exclusive: two processes on one data folder would each think that they alone hand out its messages.
  database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  database.exec('PRAGMA foreign_keys = ON; BEGIN EXCLUSIVE; COMMIT');
  const found = versionRow.parse(database.prepare('PRAGMA user_version').get()).user_version;
  if (found === version) return;
  if (found !== 0) throw new Error(`it has layout ${found}, this version needs ${version}`);
  database.exec(`BEGIN; ${schema}; PRAGMA user_version = ${version}; COMMIT`);
}

/**
 * Opens (or makes, readable for the owner alone) the SQLite file of one service. A committed change survives the end of
 * the process however it comes; only a power failure may cost the last ones (WAL with synchronous NORMAL).
 *
 * @throws {Error} with one readable line when the file is foreign, broken, of another layout or used by another process.
 * @see https://www.sqlite.org/pragma.html#pragma_synchronous
 */
export function openDatabase(dataDir: string, fileName: string, schema: string, version = 1): DatabaseSync {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, fileName);
  closeSync(openSync(path, 'a', 0o600));
  const database = new DatabaseSync(path, { timeout: lockWaitMs });
  try {
    prepare(database, schema, version);
    return database;
  } catch (error) {
    database.close();
    throw new Error(`Cannot use ${path}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

/** Runs `work` in one transaction (the one around it, if any): all of its changes or, when it throws, none. */
export function inTransaction<Result>(database: DatabaseSync, work: () => Result): Result {
  if (database.isTransaction) return work();
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}
