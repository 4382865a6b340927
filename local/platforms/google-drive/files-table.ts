import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { type DriveFile, driveFileSchema } from './drive-file.ts';

const rowSchema = z.object({ doc: z.string() });
const numberSchema = z.object({ value: z.number() });

/** Files that were parsed before are known by their text: lists of large folders read the same ones again and again. */
const maxKnown = 30_000;

/** Sums that every upload asks for; the database keeps them, so that they are right after a rollback and a crash too. */
const addTo = (name: string, amount: string) =>
  `INSERT INTO drive_totals VALUES (${name}, ${amount}) ON CONFLICT (name) DO UPDATE SET value = value + excluded.value;`;
const add = (row: 'new' | 'old', sign: '' | '-') => `
  ${addTo(`'children/' || coalesce(${row}.parent, '')`, `${sign}1`)}
  ${addTo(`'bytes/' || coalesce(${row}.owner, '')`, `${sign}${row}.bytes`)}`;
const totals = `
  CREATE TABLE IF NOT EXISTS drive_totals (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TRIGGER IF NOT EXISTS drive_added AFTER INSERT ON drive_files BEGIN ${add('new', '')} END;
  CREATE TRIGGER IF NOT EXISTS drive_changed AFTER UPDATE ON drive_files BEGIN ${add('old', '-')} ${add('new', '')} END;
  CREATE TRIGGER IF NOT EXISTS drive_removed AFTER DELETE ON drive_files BEGIN ${add('old', '-')} END;
  DELETE FROM drive_totals;
  INSERT INTO drive_totals SELECT 'children/' || coalesce(parent, ''), count(*) FROM drive_files GROUP BY 1;
  INSERT INTO drive_totals SELECT 'bytes/' || coalesce(owner, ''), sum(bytes) FROM drive_files GROUP BY 1;`;

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
  database.exec(totals);
  const byId = database.prepare('SELECT doc FROM drive_files WHERE id = ?');
  const byParent = database.prepare('SELECT doc FROM drive_files WHERE parent = ? ORDER BY seq');
  const total = database.prepare('SELECT value FROM drive_totals WHERE name = ?');
  const all = database.prepare('SELECT doc FROM drive_files ORDER BY seq');
  const remove = database.prepare('DELETE FROM drive_files WHERE id = ?');
  const upsert = database.prepare(
    `INSERT INTO drive_files (id, parent, owner, bytes, doc) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET parent = excluded.parent, owner = excluded.owner, bytes = excluded.bytes,
       doc = excluded.doc`,
  );
  const known = new Map<string, DriveFile>();
  const parse = (row: unknown): DriveFile => {
    const { doc } = rowSchema.parse(row);
    const file = known.get(doc) ?? driveFileSchema.parse(JSON.parse(doc));
    if (known.size >= maxKnown) known.clear();
    known.set(doc, file);
    return file;
  };
  const totalOf = (name: string) => numberSchema.parse(total.get(name) ?? { value: 0 }).value;
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
    countChildren: (parentId) => totalOf(`children/${parentId}`),
    listAll: () => all.all().map(parse),
    bytesOwnedBy: (sub) => totalOf(`bytes/${sub}`),
  };
}
