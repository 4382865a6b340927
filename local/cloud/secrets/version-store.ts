import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { inTransaction } from '../json-service/open-database.ts';
import type { Secret } from './secret-store.ts';

const versionRow = z
  .object({
    version_id: z.string(),
    text: z.string().nullable(),
    binary: z.string().nullable(),
    created_at: z.number(),
    stage: z.string().nullable(),
  })
  .transform((row) => ({
    id: row.version_id,
    text: row.text ?? undefined,
    /** Base64, as it goes over the wire. */
    binary: row.binary ?? undefined,
    createdAt: row.created_at,
    stages: row.stage === null ? [] : [row.stage],
  }));

/** One value that a secret has or had. */
export type SecretVersion = z.output<typeof versionRow>;
export type VersionStore = ReturnType<typeof openVersionStore>;

/** A value to be stored: either text or binary. */
export interface NewValue {
  versionId: string;
  text: string | undefined;
  binary: string | undefined;
}

export function openVersionStore(database: DatabaseSync, now: () => number) {
  const find = database.prepare('SELECT * FROM versions WHERE secret_id = ? AND version_id = ?');
  const findStage = database.prepare('SELECT * FROM versions WHERE secret_id = ? AND stage = ?');
  const list = database.prepare('SELECT * FROM versions WHERE secret_id = ? AND stage IS NOT NULL ORDER BY seq');
  const moveStages = database.prepare(`UPDATE versions SET stage = CASE stage WHEN 'AWSCURRENT' THEN 'AWSPREVIOUS' END
    WHERE secret_id = ? AND stage IS NOT NULL`);
  const insert = database.prepare(`INSERT INTO versions (secret_id, version_id, text, binary, created_at, stage)
    VALUES (?, ?, ?, ?, ?, 'AWSCURRENT')`);
  const touch = database.prepare('UPDATE secrets SET changed_at = ? WHERE id = ?');
  const one = (row: unknown) => (row === undefined ? undefined : versionRow.parse(row));

  return {
    find: (secret: Secret, versionId: string): SecretVersion | undefined => one(find.get(secret.id, versionId)),
    findStage: (secret: Secret, stage: string): SecretVersion | undefined => one(findStage.get(secret.id, stage)),
    /** The versions that a stage points at. */
    list: (secret: Secret): SecretVersion[] => list.all(secret.id).map((row) => versionRow.parse(row)),
    /** Makes a value the current one; the one before stays readable as AWSPREVIOUS. */
    put(secret: Secret, { versionId, text, binary }: NewValue): void {
      inTransaction(database, () => {
        moveStages.run(secret.id);
        insert.run(secret.id, versionId, text ?? null, binary ?? null, now());
        touch.run(now(), secret.id);
      });
    },
  };
}
