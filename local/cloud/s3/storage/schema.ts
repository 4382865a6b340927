/**
 * One row per thing. An object's body is the ordered list of its segments, each one file; completing a multipart upload
 * therefore only moves rows. Keys compare as UTF-8 bytes (SQLite's BINARY collation), which is the order of S3 listings.
 */
export const schema = `
  CREATE TABLE buckets (
    name TEXT PRIMARY KEY,
    created INTEGER NOT NULL,
    cors TEXT,
    notification TEXT,
    lifecycle TEXT
  ) WITHOUT ROWID, STRICT;

  CREATE TABLE objects (
    id INTEGER PRIMARY KEY,
    bucket TEXT NOT NULL REFERENCES buckets(name),
    key TEXT NOT NULL,
    size INTEGER NOT NULL,
    etag TEXT NOT NULL,
    modified INTEGER NOT NULL,
    attributes TEXT NOT NULL,
    UNIQUE (bucket, key)
  ) STRICT;

  CREATE TABLE segments (
    object INTEGER NOT NULL REFERENCES objects(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    size INTEGER NOT NULL,
    blob TEXT NOT NULL,
    PRIMARY KEY (object, number)
  ) WITHOUT ROWID, STRICT;

  CREATE TABLE uploads (
    id TEXT PRIMARY KEY,
    bucket TEXT NOT NULL REFERENCES buckets(name),
    key TEXT NOT NULL,
    initiated INTEGER NOT NULL,
    attributes TEXT NOT NULL
  ) WITHOUT ROWID, STRICT;
  CREATE INDEX uploads_by_key ON uploads (bucket, key, id);

  CREATE TABLE parts (
    upload TEXT NOT NULL REFERENCES uploads(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    size INTEGER NOT NULL,
    etag TEXT NOT NULL,
    modified INTEGER NOT NULL,
    checksum TEXT,
    blob TEXT NOT NULL,
    PRIMARY KEY (upload, number)
  ) WITHOUT ROWID, STRICT;

  CREATE TABLE completed (
    upload TEXT PRIMARY KEY,
    bucket TEXT NOT NULL,
    key TEXT NOT NULL,
    part_list TEXT NOT NULL,
    etag TEXT NOT NULL,
    at INTEGER NOT NULL
  ) WITHOUT ROWID, STRICT;

  -- queue_arn: of the queue or the bus. Another name would be another layout.
  CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    queue_arn TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
`;
