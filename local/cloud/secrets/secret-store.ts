import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { arn } from '../json-service/local-account.ts';
import { secretNotFound } from './secrets-error.ts';

const secretRow = z
  .object({
    id: z.number(),
    name: z.string(),
    arn: z.string(),
    description: z.string().nullable(),
    created_at: z.number(),
    changed_at: z.number(),
    deletion_at: z.number().nullable(),
  })
  .transform((row) => ({
    id: row.id,
    name: row.name,
    arn: row.arn,
    description: row.description ?? undefined,
    createdAt: row.created_at,
    changedAt: row.changed_at,
    /** When it will be gone; null for one that is in use. */
    deletionAt: row.deletion_at,
  }));

/** One secret without its value; times in epoch milliseconds. */
export type Secret = z.output<typeof secretRow>;
export type SecretStore = ReturnType<typeof openSecretStore>;

export function openSecretStore(database: DatabaseSync, now: () => number) {
  const find = database.prepare('SELECT * FROM secrets WHERE name = ?1 OR arn = ?1');
  const list = database.prepare('SELECT * FROM secrets WHERE name > ? AND deletion_at IS NULL ORDER BY name LIMIT ?');
  const insert = database.prepare(
    'INSERT INTO secrets (name, arn, description, created_at, changed_at) VALUES (?, ?, ?, ?, ?) RETURNING *',
  );
  const setDeletion = database.prepare('UPDATE secrets SET deletion_at = ? WHERE id = ?');
  const remove = database.prepare('DELETE FROM secrets WHERE id = ?');
  const removeDue = database.prepare('DELETE FROM secrets WHERE deletion_at <= ?');

  function findSecret(nameOrArn: string): Secret | undefined {
    removeDue.run(now());
    const found = find.get(nameOrArn);
    return found && secretRow.parse(found);
  }

  return {
    find: findSecret,
    /** Throws `ResourceNotFoundException`. */
    get(nameOrArn: string): Secret {
      const secret = findSecret(nameOrArn);
      if (!secret) throw secretNotFound();
      return secret;
    },
    list: (after: string, limit: number): Secret[] => list.all(after, limit).map((row) => secretRow.parse(row)),
    create(name: string, description: string | undefined): Secret {
      // The six characters let an ARN tell a secret from an earlier one of the same name.
      const secretArn = arn('secretsmanager', `secret:${name}-${randomBytes(3).toString('hex')}`);
      return secretRow.parse(insert.get(name, secretArn, description ?? null, now(), now()));
    },
    /** Marks it for deletion at a time, or with null takes the mark away. */
    setDeletion: (secret: Secret, at: number | null): void => void setDeletion.run(at, secret.id),
    delete: (secret: Secret): void => void remove.run(secret.id),
  };
}
