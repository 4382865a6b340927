/** Tables of the key server. A key's versions stay as long as the key: old ciphertexts name the version they need. */
export const kmsSchema = `
  CREATE TABLE keys (
    key_id TEXT PRIMARY KEY,
    description TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    deletion_at INTEGER,
    rotation_days INTEGER,
    rotated_at INTEGER NOT NULL
  );
  CREATE TABLE key_versions (
    key_id TEXT NOT NULL REFERENCES keys(key_id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    material BLOB NOT NULL,
    PRIMARY KEY (key_id, version)
  );
  CREATE TABLE aliases (
    name TEXT PRIMARY KEY,
    key_id TEXT NOT NULL REFERENCES keys(key_id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  )`;
