/** Tables of the secrets server. `stage` is AWSCURRENT or AWSPREVIOUS for the newest two versions, null for older ones. */
export const secretsSchema = `
  CREATE TABLE secrets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    arn TEXT NOT NULL UNIQUE,
    description TEXT,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    deletion_at INTEGER
  );
  CREATE TABLE versions (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    secret_id INTEGER NOT NULL REFERENCES secrets(id) ON DELETE CASCADE,
    version_id TEXT NOT NULL,
    text TEXT,
    binary TEXT,
    created_at INTEGER NOT NULL,
    stage TEXT,
    UNIQUE (secret_id, version_id)
  )`;
