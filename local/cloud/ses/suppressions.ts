import type { DatabaseSync } from 'node:sqlite';

/** Addresses that get nothing any more, because mails to them bounced or their owner complained. */
export interface Suppressions {
  put(address: string, reason: string, now: number): void;
  remove(address: string): boolean;
  find(address: string): { reason: string; addedAt: number } | undefined;
}

export function openSuppressions(database: DatabaseSync): Suppressions {
  const insert = database.prepare('INSERT OR REPLACE INTO suppressed (address, reason, added_at) VALUES (?, ?, ?)');
  const drop = database.prepare('DELETE FROM suppressed WHERE address = ?');
  const find = database.prepare('SELECT reason, added_at FROM suppressed WHERE address = ?');
  return {
    put: (address, reason, now) => void insert.run(address.toLowerCase(), reason, now),
    remove: (address) => drop.run(address.toLowerCase()).changes > 0,
    find: (address) => {
      const row = find.get(address.toLowerCase());
      return row && { reason: String(row.reason), addedAt: Number(row.added_at) };
    },
  };
}
