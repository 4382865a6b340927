/** Message states as the table holds them. */
export const messageState = { ready: 0, delayed: 1, inFlight: 2 } as const;

/**
 * Tables of the queue server. `messages_ready` finds the next message of the next group without looking at the others,
 * `messages_hidden` what becomes visible next, `messages_age` what has outlived its queue's retention.
 */
export const sqsSchema = `
  CREATE TABLE queues (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    attributes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    modified_at INTEGER NOT NULL
  );
  CREATE TABLE messages (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    queue_id INTEGER NOT NULL REFERENCES queues(id) ON DELETE CASCADE,
    message_id TEXT NOT NULL,
    body TEXT NOT NULL,
    attributes TEXT,
    trace_header TEXT,
    message_group TEXT NOT NULL,
    state INTEGER NOT NULL,
    visible_at INTEGER NOT NULL,
    sent_at INTEGER NOT NULL,
    first_received_at INTEGER,
    taken_at INTEGER,
    receipt TEXT,
    receive_count INTEGER NOT NULL DEFAULT 0,
    receives_here INTEGER NOT NULL DEFAULT 0,
    is_copy INTEGER NOT NULL DEFAULT 0,
    source_queue TEXT
  );
  CREATE INDEX messages_ready ON messages(queue_id, message_group, visible_at, seq) WHERE state = 0;
  CREATE INDEX messages_hidden ON messages(queue_id, visible_at) WHERE state <> 0;
  CREATE INDEX messages_age ON messages(queue_id, sent_at);
  CREATE TABLE move_tasks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source_arn TEXT NOT NULL,
    destination_arn TEXT,
    moved INTEGER NOT NULL,
    started_at INTEGER NOT NULL
  )`;
