import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { openDatabase } from '../json-service/open-database.ts';

const schema = `
  CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    function TEXT NOT NULL,
    payload TEXT NOT NULL,
    accepted INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0
  ) STRICT`;

const StoredEvent = z.object({
  id: z.number(),
  /** Name. */
  function: z.string(),
  payload: z.string(),
  /** Epoch milliseconds. */
  accepted: z.number(),
  /** How often the function has failed on it. */
  attempts: z.number(),
});
export type StoredEvent = Readonly<z.infer<typeof StoredEvent>>;

/** Events that functions have not handled yet. What was accepted survives the end of the process however it comes. */
export class EventStore {
  readonly #database: DatabaseSync;

  /** @throws Error with one line when the file is foreign, broken or used by another process */
  constructor(dataDir: string) {
    this.#database = openDatabase(dataDir, 'events.sqlite', schema);
  }

  add(functionName: string, payload: string, accepted: number): StoredEvent {
    const insert = 'INSERT INTO events (function, payload, accepted) VALUES (?, ?, ?) RETURNING *';
    return StoredEvent.parse(this.#database.prepare(insert).get(functionName, payload, accepted));
  }

  list(): StoredEvent[] {
    return z.array(StoredEvent).parse(this.#database.prepare('SELECT * FROM events ORDER BY id').all());
  }

  noteFailure({ id }: StoredEvent): void {
    this.#database.prepare('UPDATE events SET attempts = attempts + 1 WHERE id = ?').run(id);
  }

  remove({ id }: StoredEvent): void {
    this.#database.prepare('DELETE FROM events WHERE id = ?').run(id);
  }

  close(): void {
    this.#database.close();
  }
}
