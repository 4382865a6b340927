import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { type DriveFile, driveFileSchema } from './drive-file.ts';

const rowSchema = z.object({ doc: z.string() });
const numberSchema = z.object({ value: z.number() });

/** All files of all accounts, found by id, by folder and by owner. */
export interface FilesTable {
  find(id: string): DriveFile | undefined;
  put(file: DriveFile): void;
  remove(id: string): void;
  listChildren(parentId: string): DriveFile[];
  countChildren(parentId: string): number;
  listAll(): DriveFile[];
  /** Bytes of everything an account owns, the bin included. */
  bytesOwnedBy(sub: string): number;
}

/** Opens the table. */
export function openFilesTable(database: DatabaseSync): FilesTable {
  database.exec(`
    CREATE TABLE IF NOT EXISTS drive_files (
      seq INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, parent TEXT, owner TEXT, bytes INTEGER NOT NULL, doc TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS drive_files_parent ON drive_files (parent);
    CREATE INDEX IF NOT EXISTS drive_files_owner ON drive_files (owner, bytes);`);
  const byId = database.prepare('SELECT doc FROM drive_files WHERE id = ?');
  const byParent = database.prepare('SELECT doc FROM drive_files WHERE parent = ? ORDER BY seq');
  const children = database.prepare('SELECT count(*) AS value FROM drive_files WHERE parent = ?');
  const all = database.prepare('SELECT doc FROM drive_files ORDER BY seq');
  const owned = database.prepare('SELECT coalesce(sum(bytes), 0) AS value FROM drive_files WHERE owner = ?');
  const remove = database.prepare('DELETE FROM drive_files WHERE id = ?');
  const upsert = database.prepare(
    `INSERT INTO drive_files (id, parent, owner, bytes, doc) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET parent = excluded.parent, owner = excluded.owner, bytes = excluded.bytes,
       doc = excluded.doc`,
  );
  const parse = (row: unknown): DriveFile => driveFileSchema.parse(JSON.parse(rowSchema.parse(row).doc));
  return {
    find: (id) => {
      const row = byId.get(id);
      return row === undefined ? undefined : parse(row);
    },
    put: (file) => {
      const { id, parentId, ownerSub, content } = file;
      upsert.run(id, parentId, ownerSub, content?.bytes ?? 0, JSON.stringify(file));
    },
    remove: (id) => {
      remove.run(id);
    },
    listChildren: (parentId) => byParent.all(parentId).map(parse),
    countChildren: (parentId) => numberSchema.parse(children.get(parentId)).value,
    listAll: () => all.all().map(parse),
    bytesOwnedBy: (sub) => numberSchema.parse(owned.get(sub)).value,
  };
}
