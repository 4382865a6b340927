import { randomBytes, randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { arn } from '../json-service/local-account.ts';
import { inTransaction } from '../json-service/open-database.ts';

const keyRow = z
  .object({
    key_id: z.string(),
    description: z.string(),
    state: z.enum(['Enabled', 'Disabled', 'PendingDeletion']),
    created_at: z.number(),
    deletion_at: z.number().nullable(),
    rotation_days: z.number().nullable(),
    rotated_at: z.number(),
  })
  .transform((row) => ({
    id: row.key_id,
    arn: arn('kms', `key/${row.key_id}`),
    description: row.description,
    state: row.state,
    createdAt: row.created_at,
    deletionAt: row.deletion_at,
    rotationDays: row.rotation_days,
    rotatedAt: row.rotated_at,
  }));

/** One key without its material; times in epoch milliseconds. */
export type Key = z.output<typeof keyRow>;
export type KeyState = Key['state'];

/** The secret part of one version of a key: 32 bytes for AES-256. */
export interface KeyVersion {
  version: number;
  material: Uint8Array;
}
const versionRow = z.object({ version: z.number(), material: z.instanceof(Uint8Array) });

export type KeyStore = ReturnType<typeof openKeyStore>;

/** The keys and the versions of their material. */
export function openKeyStore(database: DatabaseSync, now: () => number) {
  const insert = database.prepare(
    "INSERT INTO keys (key_id, description, state, created_at, rotated_at) VALUES (?, ?, 'Enabled', ?, ?)",
  );
  const addVersion = database.prepare(
    'INSERT INTO key_versions SELECT ?1, coalesce(max(version), 0) + 1, ?2 FROM key_versions WHERE key_id = ?1',
  );
  const find = database.prepare('SELECT * FROM keys WHERE key_id = ?');
  const list = database.prepare('SELECT * FROM keys ORDER BY key_id');
  const version = database.prepare('SELECT version, material FROM key_versions WHERE key_id = ? AND version = ?');
  const newest = database.prepare(
    'SELECT version, material FROM key_versions WHERE key_id = ? ORDER BY version DESC LIMIT 1',
  );
  const setState = database.prepare('UPDATE keys SET state = ?, deletion_at = ? WHERE key_id = ?');
  const setRotation = database.prepare('UPDATE keys SET rotation_days = ? WHERE key_id = ?');
  const setRotated = database.prepare('UPDATE keys SET rotated_at = ? WHERE key_id = ?');
  const removeDue = database.prepare('DELETE FROM keys WHERE deletion_at <= ?');

  return {
    find(id: string): Key | undefined {
      removeDue.run(now());
      const found = find.get(id);
      return found && keyRow.parse(found);
    },
    list(): Key[] {
      removeDue.run(now());
      return list.all().map((row) => keyRow.parse(row));
    },
    create(id: string = randomUUID(), description = ''): Key {
      return inTransaction(database, () => {
        insert.run(id, description, now(), now());
        addVersion.run(id, randomBytes(32));
        return keyRow.parse(find.get(id));
      });
    },
    setState(key: Key, state: KeyState, deletionAt: number | null = null): void {
      setState.run(state, deletionAt, key.id);
    },
    /** Days between rotations, or null for none. */
    setRotation(key: Key, days: number | null): void {
      setRotation.run(days, key.id);
    },
    /** Gives the key new material for what is encrypted from now on. */
    rotate(key: Key): void {
      inTransaction(database, () => {
        addVersion.run(key.id, randomBytes(32));
        setRotated.run(now(), key.id);
      });
    },
    newestVersion(key: Key): KeyVersion {
      return versionRow.parse(newest.get(key.id));
    },
    findVersion(key: Key, number: number): KeyVersion | undefined {
      const found = version.get(key.id, number);
      return found && versionRow.parse(found);
    },
  };
}
