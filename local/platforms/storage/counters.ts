import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';

/** Named numbers that tests assert on (`GET /stats`) and that quota buckets are made of. */
export interface Counters {
  /** Adds to a number and returns the new value. */
  add(scope: string, name: string, amount?: number): number;
  get(scope: string, name: string): number;
  /** All numbers as `{scope: {name: value}}`. */
  toJSON(): Record<string, Record<string, number>>;
}

const rowSchema = z.object({ scope: z.string(), name: z.string(), value: z.number() });
const valueSchema = rowSchema.pick({ value: true });

/** Opens a table of counters. */
export function openCounters(database: DatabaseSync, table: 'stats' | 'quota'): Counters {
  database.exec(
    `CREATE TABLE IF NOT EXISTS ${table} (
       scope TEXT NOT NULL, name TEXT NOT NULL, value INTEGER NOT NULL, PRIMARY KEY (scope, name))`,
  );
  const add = database.prepare(
    `INSERT INTO ${table} VALUES (?, ?, ?) ON CONFLICT (scope, name) DO UPDATE SET value = value + excluded.value
     RETURNING value`,
  );
  const get = database.prepare(`SELECT value FROM ${table} WHERE scope = ? AND name = ?`);
  const all = database.prepare(`SELECT scope, name, value FROM ${table} ORDER BY scope, name`);
  return {
    add: (scope, name, amount = 1) => valueSchema.parse(add.get(scope, name, amount)).value,
    get: (scope, name) => {
      const row = get.get(scope, name);
      return row === undefined ? 0 : valueSchema.parse(row).value;
    },
    toJSON: () => {
      const result: Record<string, Record<string, number>> = {};
      for (const row of z.array(rowSchema).parse(all.all())) {
        const scope = result[row.scope] ?? {};
        scope[row.name] = row.value;
        result[row.scope] = scope;
      }
      return result;
    },
  };
}
