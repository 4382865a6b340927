import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../json-service/open-database.ts';
import { conflict } from './scheduler-error.ts';

const keptMs = 24 * 3_600_000;

export type ClientTokens = ReturnType<typeof openClientTokens>;

/**
 * Makes a request with a client token take effect once: the SDK repeats a request, with the same token, when it got no
 * answer. Without this a repeated CreateSchedule would fail with a conflict, or worse, make a schedule a second time that
 * has fired and deleted itself in between.
 */
export function openClientTokens(database: DatabaseSync, now: () => number) {
  const find = database.prepare('SELECT request FROM client_tokens WHERE token = ?');
  const insert = database.prepare('INSERT INTO client_tokens (token, request, used_at) VALUES (?, ?, ?)');
  const forget = database.prepare('DELETE FROM client_tokens WHERE used_at < ?');

  /** Runs `work` in a transaction unless the same request was done before; throws `ConflictException` for another one. */
  function once(token: string | undefined, request: readonly unknown[], work: () => void): void {
    const digest = createHash('sha256').update(JSON.stringify(request)).digest('hex');
    inTransaction(database, () => {
      const done = token === undefined ? undefined : find.get(token)?.request;
      if (done === digest) return;
      if (done !== undefined) throw conflict('The client token was used for another request.');
      work();
      forget.run(now() - keptMs);
      if (token !== undefined) insert.run(token, digest, now());
    });
  }

  return { once };
}
