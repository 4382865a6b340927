import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { inTransaction } from '../json-service/open-database.ts';

export const parameterTypes = ['String', 'StringList', 'SecureString'] as const;

const versionRow = z
  .object({
    name: z.string(),
    version: z.number(),
    type: z.enum(parameterTypes),
    value: z.string(),
    sealed: z.string().nullable(),
    changed_at: z.number(),
  })
  .transform(({ changed_at: changedAt, ...row }) => ({ ...row, changedAt }));

/** A value that a parameter has or had; times in epoch milliseconds. */
export type ParameterVersion = z.output<typeof versionRow>;
export type ParameterStore = ReturnType<typeof openParameterStore>;

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-versions.html */
const keptVersions = 100;

export function openParameterStore(database: DatabaseSync) {
  const findNewest = database.prepare('SELECT * FROM versions WHERE name = ? ORDER BY version DESC LIMIT 1');
  const findVersion = database.prepare('SELECT * FROM versions WHERE name = ? AND version = ?');
  const insert = database.prepare('INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?)');
  const forget = database.prepare('DELETE FROM versions WHERE name = ? AND version <= ?');
  const remove = database.prepare('DELETE FROM versions WHERE name = ?');
  const one = (row: unknown) => (row === undefined ? undefined : versionRow.parse(row));

  return {
    /** The newest value, or a certain one. */
    find: (name: string, version?: number): ParameterVersion | undefined =>
      one(version === undefined ? findNewest.get(name) : findVersion.get(name, version)),
    /** Makes it the newest value; of old ones a hundred stay. */
    add({ name, version, type, value, sealed, changedAt }: ParameterVersion): void {
      inTransaction(database, () => {
        insert.run(name, version, type, value, sealed, changedAt);
        forget.run(name, version - keptVersions);
      });
    },
    /** @returns whether there was one */
    remove: (name: string): boolean => remove.run(name).changes > 0,
  };
}
