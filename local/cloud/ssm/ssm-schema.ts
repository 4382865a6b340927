/** Table of the parameter server: one row per version. `sealed` stands for the ciphertext of a SecureString. */
export const ssmSchema = `
  CREATE TABLE versions (
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    type TEXT NOT NULL,
    value TEXT NOT NULL,
    sealed TEXT,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (name, version)
  )`;
