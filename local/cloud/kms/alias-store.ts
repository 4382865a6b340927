import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { arn } from '../json-service/local-account.ts';

const aliasRow = z
  .object({ name: z.string(), key_id: z.string(), created_at: z.number(), updated_at: z.number() })
  .transform((row) => ({
    name: row.name,
    arn: arn('kms', row.name),
    keyId: row.key_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }));

/** One alias; `name` begins with `alias/`, times are epoch milliseconds. */
export type Alias = z.output<typeof aliasRow>;
export type AliasStore = ReturnType<typeof openAliasStore>;

/** Second names of keys. */
export function openAliasStore(database: DatabaseSync, now: () => number) {
  const find = database.prepare('SELECT * FROM aliases WHERE name = ?');
  const list = database.prepare('SELECT * FROM aliases ORDER BY name');
  const insert = database.prepare('INSERT INTO aliases (name, key_id, created_at, updated_at) VALUES (?, ?, ?, ?)');
  const update = database.prepare('UPDATE aliases SET key_id = ?, updated_at = ? WHERE name = ?');
  const remove = database.prepare('DELETE FROM aliases WHERE name = ?');
  return {
    find(name: string): Alias | undefined {
      const found = find.get(name);
      return found && aliasRow.parse(found);
    },
    list: (): Alias[] => list.all().map((row) => aliasRow.parse(row)),
    create: (name: string, keyId: string): void => void insert.run(name, keyId, now(), now()),
    update: (name: string, keyId: string): void => void update.run(keyId, now(), name),
    delete: (name: string): void => void remove.run(name),
  };
}
