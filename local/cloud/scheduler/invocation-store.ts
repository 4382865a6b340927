import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';

const invocationRow = z
  .object({
    id: z.number(),
    schedule_id: z.number(),
    execution_id: z.string(),
    due_at: z.number(),
    attempts: z.number(),
  })
  .transform((row) => ({
    id: row.id,
    scheduleId: row.schedule_id,
    executionId: row.execution_id,
    dueAt: row.due_at,
    attempts: row.attempts,
  }));

/** One occurrence of a schedule that is to be delivered; `attempts` counts the one under way. */
export type Invocation = z.output<typeof invocationRow>;
export type InvocationStore = ReturnType<typeof openInvocationStore>;

export function openInvocationStore(database: DatabaseSync) {
  // What was under way when the last process ended may or may not have arrived: it is delivered again.
  database.exec('UPDATE invocations SET attempt_at = 0 WHERE attempt_at IS NULL');
  const insert = database.prepare(
    'INSERT INTO invocations (schedule_id, execution_id, due_at, attempt_at, attempts) VALUES (?, ?, ?, ?, 0)',
  );
  const claim = database.prepare(`UPDATE invocations SET attempt_at = NULL, attempts = attempts + 1
    WHERE id IN (SELECT id FROM invocations WHERE attempt_at <= ? ORDER BY attempt_at, id LIMIT ?) RETURNING *`);
  const earliest = database.prepare('SELECT min(attempt_at) AS at FROM invocations WHERE attempt_at IS NOT NULL');
  const retry = database.prepare('UPDATE invocations SET attempt_at = ? WHERE id = ?');
  const remove = database.prepare('DELETE FROM invocations WHERE id = ?');
  const removeOf = database.prepare('DELETE FROM invocations WHERE schedule_id = ?');
  const countOf = database.prepare('SELECT count(*) AS count FROM invocations WHERE schedule_id = ?');

  return {
    add: (scheduleId: number, dueAt: number): void => void insert.run(scheduleId, randomUUID(), dueAt, dueAt),
    /** Takes invocations whose attempt is due; nobody else gets them until they are finished or to be retried. */
    claim: (at: number, limit: number): Invocation[] => claim.all(at, limit).map((row) => invocationRow.parse(row)),
    earliestAttempt(): number | undefined {
      const at = earliest.get()?.at;
      return typeof at === 'number' ? at : undefined;
    },
    retryAt: (id: number, at: number): void => void retry.run(at, id),
    delete: (id: number): void => void remove.run(id),
    deleteOf: (scheduleId: number): void => void removeOf.run(scheduleId),
    hasAny: (scheduleId: number): boolean => countOf.get(scheduleId)?.count !== 0,
  };
}
