import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { schema } from './schema.ts';

/** "HPs3": marks the file as ours, so that a foreign database is never written to. */
const applicationId = 0x48507333;
const schemaVersion = 1;
const databaseName = 's3.sqlite';

export type OpenedData = { db: DatabaseSync; blobDir: string };

/**
 * Opens the data folder, making it when it is missing. One process at a time may have it open.
 *
 * @throws Error with one line that names the folder when it is foreign, broken or in use.
 */
export function openDatabase(dataDir: string): OpenedData {
  try {
    const blobDir = join(dataDir, 'blobs');
    assertOurs(dataDir);
    mkdirSync(blobDir, { recursive: true });
    return { db: openFile(join(dataDir, databaseName)), blobDir };
  } catch (cause) {
    throw new Error(`S3 data folder ${dataDir}: ${explain(cause)}`, { cause });
  }
}

function assertOurs(dataDir: string): void {
  if (!existsSync(dataDir)) return;
  if (!statSync(dataDir).isDirectory()) throw new Error('it is not a folder');
  const names = readdirSync(dataDir);
  if (names.length > 0 && !names.includes(databaseName)) {
    throw new Error('it holds other files and was not made by this server');
  }
}

function openFile(file: string): DatabaseSync {
  const db = new DatabaseSync(file);
  try {
    // Exclusive: a second server on the same folder would take the bodies this one is receiving for orphans.
    db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    db.exec('PRAGMA foreign_keys = ON; BEGIN EXCLUSIVE; COMMIT');
    prepareSchema(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function prepareSchema(db: DatabaseSync): void {
  const id = pragma(db, 'application_id');
  const version = pragma(db, 'user_version');
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all().length;
  if (id === 0 && tables === 0) {
    db.exec(
      `BEGIN; ${schema} PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaVersion}; COMMIT`,
    );
    return;
  }
  if (id !== applicationId) throw new Error('its database was not made by this server');
  if (version !== schemaVersion) throw new Error(`its database has version ${version}, not ${schemaVersion}`);
  const check = db.prepare('PRAGMA quick_check(1)').get()?.quick_check;
  if (check !== 'ok') throw new Error(`its database is damaged (${check})`);
}

function pragma(db: DatabaseSync, name: string): unknown {
  return db.prepare(`PRAGMA ${name}`).get()?.[name];
}

const sqliteError = z.object({ code: z.literal('ERR_SQLITE_ERROR'), errcode: z.number(), message: z.string() });
const knownErrors: Record<number, string> = {
  5: 'it is in use by another process',
  11: 'its database is damaged',
  26: 'its database is not an SQLite file',
};

function explain(cause: unknown): string {
  const sqlite = sqliteError.safeParse(cause);
  if (sqlite.success) return knownErrors[sqlite.data.errcode] ?? sqlite.data.message;
  return cause instanceof Error ? cause.message : String(cause);
}
