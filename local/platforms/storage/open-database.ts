import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Opens the one database in which every simulated platform keeps its state.
 * WAL with synchronous=NORMAL: a committed transaction survives `kill -9` (only a power cut may lose the last ones).
 * @param dataDir folder for the database; created when missing
 * @throws when the folder or the file cannot be written
 */
export function openDatabase(dataDir: string): DatabaseSync {
  mkdirSync(dataDir, { recursive: true });
  const database = new DatabaseSync(join(dataDir, 'platforms.sqlite'));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;');
  return database;
}

/**
 * Runs `work` as one transaction: all of it is there after a crash, or nothing.
 * Nested calls join the outer transaction.
 * @throws whatever `work` throws, after rolling back
 */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
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
