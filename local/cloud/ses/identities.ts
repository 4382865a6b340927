import type { DatabaseSync } from 'node:sqlite';

/** The identities from which mail may be sent. A real one is verified by DNS or by a mail; here whoever makes one owns it. */
export interface Identities {
  add(name: string, now: number): boolean;
  remove(name: string): boolean;
  has(name: string): boolean;
}

export function openIdentities(database: DatabaseSync): Identities {
  const insert = database.prepare('INSERT OR IGNORE INTO identities (name, created_at) VALUES (?, ?)');
  const drop = database.prepare('DELETE FROM identities WHERE name = ?');
  const find = database.prepare('SELECT 1 FROM identities WHERE name = ?');
  return {
    add: (name, now) => insert.run(name.toLowerCase(), now).changes > 0,
    remove: (name) => drop.run(name.toLowerCase()).changes > 0,
    has: (name) => find.get(name.toLowerCase()) !== undefined,
  };
}
