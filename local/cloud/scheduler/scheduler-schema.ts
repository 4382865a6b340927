/**
 * Tables of the scheduler. `next_due` is when a schedule fires next (null: never again, or switched off). What has come
 * due becomes an invocation in the same transaction that moves `next_due` on, and stays one until it was delivered, so
 * that neither a crash nor a target that is down loses an occurrence. `attempt_at` is null while an attempt is under way.
 */
export const schedulerSchema = `
  CREATE TABLE groups (name TEXT PRIMARY KEY, created_at INTEGER NOT NULL, modified_at INTEGER NOT NULL);
  CREATE TABLE schedules (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    group_name TEXT NOT NULL REFERENCES groups(name) ON DELETE CASCADE,
    name TEXT NOT NULL,
    definition TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    modified_at INTEGER NOT NULL,
    next_due INTEGER,
    UNIQUE (group_name, name)
  );
  CREATE INDEX schedules_due ON schedules(next_due) WHERE next_due IS NOT NULL;
  CREATE TABLE invocations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    schedule_id INTEGER NOT NULL REFERENCES schedules(id) ON DELETE CASCADE,
    execution_id TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    attempt_at INTEGER,
    attempts INTEGER NOT NULL
  );
  CREATE INDEX invocations_of_schedule ON invocations(schedule_id);
  CREATE INDEX invocations_due ON invocations(attempt_at) WHERE attempt_at IS NOT NULL;
  CREATE TABLE client_tokens (token TEXT PRIMARY KEY, request TEXT NOT NULL, used_at INTEGER NOT NULL);
  CREATE INDEX client_tokens_age ON client_tokens(used_at)`;
