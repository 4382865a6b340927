import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';

/** Single values that outlive a restart: the clock's offset, fault rules, a signing key. */
export interface Settings {
  read(name: string): string | undefined;
  write(name: string, value: string): void;
}

const rowSchema = z.object({ value: z.string() });

/** Opens the table of single values. */
export function openSettings(database: DatabaseSync): Settings {
  database.exec('CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL)');
  const select = database.prepare('SELECT value FROM settings WHERE name = ?');
  const upsert = database.prepare(
    'INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  return {
    read: (name) => {
      const row = select.get(name);
      return row === undefined ? undefined : rowSchema.parse(row).value;
    },
    write: (name, value) => {
      upsert.run(name, value);
    },
  };
}
