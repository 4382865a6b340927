import type { DatabaseSync } from 'node:sqlite';

/** The identities from which mail may be sent. A real one is verified by DNS or by a mail; here whoever makes one owns it. */
export interface Identities {
  add(name: string, now: number): boolean;
  remove(name: string): boolean;
  has(name: string): boolean;
  /** The identity that proves an address: itself, its domain or one above it. */
  findFor(address: string): string | undefined;
}

export function openIdentities(database: DatabaseSync): Identities {
  const insert = database.prepare('INSERT OR IGNORE INTO identities (name, created_at) VALUES (?, ?)');
  const drop = database.prepare('DELETE FROM identities WHERE name = ?');
  const find = database.prepare('SELECT 1 FROM identities WHERE name = ?');
  const has = (name: string) => find.get(name.toLowerCase()) !== undefined;
  return {
    add: (name, now) => insert.run(name.toLowerCase(), now).changes > 0,
    remove: (name) => drop.run(name.toLowerCase()).changes > 0,
    has,
    findFor: (address) => {
      const labels = address.slice(address.indexOf('@') + 1).split('.');
      return [address, ...labels.map((_, index) => labels.slice(index).join('.'))].find(has);
    },
  };
}
