import type { DatabaseSync } from 'node:sqlite';

/** Ids that were handed out before their files exist. @see https://developers.google.com/workspace/drive/api/reference/rest/v3/files/generateIds */
export interface GeneratedIds {
  add(id: string, sub: string): void;
  /** Whether this id was generated for this user. */
  isOf(id: string, sub: string): boolean;
}

/** Opens the table. */
export function openGeneratedIds(database: DatabaseSync): GeneratedIds {
  database.exec('CREATE TABLE IF NOT EXISTS drive_generated_ids (id TEXT PRIMARY KEY, sub TEXT NOT NULL)');
  const insert = database.prepare('INSERT INTO drive_generated_ids VALUES (?, ?)');
  const select = database.prepare('SELECT 1 FROM drive_generated_ids WHERE id = ? AND sub = ?');
  return {
    add: (id, sub) => {
      insert.run(id, sub);
    },
    isOf: (id, sub) => select.get(id, sub) !== undefined,
  };
}
