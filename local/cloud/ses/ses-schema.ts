/** Tables of the mail server. A mail is kept as it was accepted; `fate` says what became of it. */
export const sesSchema = `
  CREATE TABLE identities (name TEXT PRIMARY KEY, created_at INTEGER NOT NULL);
  CREATE TABLE configuration_sets (name TEXT PRIMARY KEY);
  CREATE TABLE suppressed (address TEXT PRIMARY KEY, reason TEXT NOT NULL, added_at INTEGER NOT NULL);
  CREATE TABLE mails (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id TEXT NOT NULL UNIQUE,
    at INTEGER NOT NULL,
    sender TEXT NOT NULL,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT,
    html TEXT,
    headers TEXT NOT NULL,
    fate TEXT NOT NULL
  );
  CREATE INDEX mails_of_recipient ON mails(recipient, id)`;
