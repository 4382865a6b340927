import type { DatabaseSync } from 'node:sqlite';

/** Ids that were handed out before their files exist. @see https://developers.google.com/workspace/drive/api/reference/rest/v3/files/generateIds */
export interface GeneratedIds {
  add(id: string, sub: string, kind: IdKind): void;
  /** Whether this id was generated for this user and for such a thing. */
  isOf(id: string, sub: string, kind: IdKind): boolean;
}

/** What an id may be used for: shortcuts, or anything else. */
export const idKinds = ['files', 'shortcuts'] as const;
export type IdKind = (typeof idKinds)[number];

/** Opens the table. */
export function openGeneratedIds(database: DatabaseSync): GeneratedIds {
  database.exec(
    'CREATE TABLE IF NOT EXISTS drive_ids (id TEXT PRIMARY KEY, sub TEXT NOT NULL, kind TEXT NOT NULL) WITHOUT ROWID',
  );
  const insert = database.prepare('INSERT INTO drive_ids VALUES (?, ?, ?)');
  const select = database.prepare('SELECT 1 FROM drive_ids WHERE id = ? AND sub = ? AND kind = ?');
  return {
    add: (id, sub, kind) => {
      insert.run(id, sub, kind);
    },
    isOf: (id, sub, kind) => select.get(id, sub, kind) !== undefined,
  };
}
