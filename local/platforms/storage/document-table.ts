import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';

/** Where a document is filed: its key, whose it is, and when something about it changes by itself (ms, virtual clock). */
export interface Filing {
  readonly id: string;
  readonly owner: string;
  readonly dueAtMs?: number | null;
}

export interface DocumentTableOptions<T> {
  readonly name: string;
  readonly schema: z.ZodType<T>;
  readonly file: (document: T) => Filing;
}

/** One kind of thing a simulated platform remembers; insertion order is kept. */
export interface DocumentTable<T> {
  find(id: string): T | undefined;
  put(document: T): void;
  remove(id: string): void;
  listByOwner(owner: string): T[];
  countByOwner(owner: string): number;
  listAll(): T[];
  /** Documents whose due instant has come, oldest first. */
  listDue(nowMs: number): T[];
}

const rowSchema = z.object({ doc: z.string() });
const countSchema = z.object({ count: z.number() });

/** Creates the table when missing and returns typed access; every read is parsed by the schema. */
export function createDocumentTable<T>(database: DatabaseSync, options: DocumentTableOptions<T>): DocumentTable<T> {
  const { name, schema, file } = options;
  database.exec(`
    CREATE TABLE IF NOT EXISTS ${name} (
      seq INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, owner TEXT NOT NULL, due_at INTEGER, doc TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS ${name}_owner ON ${name} (owner);
    CREATE INDEX IF NOT EXISTS ${name}_due ON ${name} (due_at) WHERE due_at IS NOT NULL;`);
  const byId = database.prepare(`SELECT doc FROM ${name} WHERE id = ?`);
  const byOwner = database.prepare(`SELECT doc FROM ${name} WHERE owner = ? ORDER BY seq`);
  const count = database.prepare(`SELECT count(*) AS count FROM ${name} WHERE owner = ?`);
  const all = database.prepare(`SELECT doc FROM ${name} ORDER BY seq`);
  const due = database.prepare(`SELECT doc FROM ${name} WHERE due_at <= ? ORDER BY due_at, seq`);
  const remove = database.prepare(`DELETE FROM ${name} WHERE id = ?`);
  const upsert = database.prepare(
    `INSERT INTO ${name} (id, owner, due_at, doc) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET owner = excluded.owner, due_at = excluded.due_at, doc = excluded.doc`,
  );
  const parse = (row: unknown): T => schema.parse(JSON.parse(rowSchema.parse(row).doc));

  return {
    find: (id) => {
      const row = byId.get(id);
      return row === undefined ? undefined : parse(row);
    },
    put: (document) => {
      const filing = file(document);
      upsert.run(filing.id, filing.owner, filing.dueAtMs ?? null, JSON.stringify(document));
    },
    remove: (id) => {
      remove.run(id);
    },
    listByOwner: (owner) => byOwner.all(owner).map(parse),
    countByOwner: (owner) => countSchema.parse(count.get(owner)).count,
    listAll: () => all.all().map(parse),
    listDue: (nowMs) => due.all(nowMs).map(parse),
  };
}
