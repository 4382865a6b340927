import * as z from 'zod';
import { attributesColumn } from './attributes.ts';
import { textColumn } from './columns.ts';
import type { Statements } from './statements.ts';

const listedRow = z.object({ key: z.string(), size: z.number(), etag: z.string(), modified: z.number() });
const objectRow = listedRow.extend({ id: z.number(), attributes: attributesColumn });
const segmentRow = z.object({ number: z.number(), start: z.number(), size: z.number(), blob: z.string() });

export type ListedObject = z.infer<typeof listedRow>;
export type StoredObject = z.infer<typeof objectRow>;
export type NewObject = Omit<StoredObject, 'id'> & { bucket: string };
/** One file of an object's body; `start` counts bytes from the beginning of the object. */
export type Segment = z.infer<typeof segmentRow>;

/** Objects and the files their bodies consist of. */
export class ObjectTable {
  readonly #db: Statements;

  constructor(db: Statements) {
    this.#db = db;
  }

  find(bucket: string, key: string): StoredObject | undefined {
    const row = this.#db.prepare('SELECT * FROM objects WHERE bucket = ? AND key = ?').get(bucket, key);
    return objectRow.optional().parse(row);
  }

  /** Puts an object in place of the one under its key. @returns The files that no object needs any more. */
  replace(object: NewObject, segments: readonly Segment[]): string[] {
    const freed = this.delete(object.bucket, object.key);
    const { bucket, key, size, etag, modified, attributes } = object;
    const inserted = this.#db
      .prepare('INSERT INTO objects (bucket, key, size, etag, modified, attributes) VALUES (?, ?, ?, ?, ?, ?)')
      .run(bucket, key, size, etag, modified, JSON.stringify(attributes));
    const insert = this.#db.prepare('INSERT INTO segments (object, number, start, size, blob) VALUES (?, ?, ?, ?, ?)');
    for (const { number, start, size, blob } of segments)
      insert.run(inserted.lastInsertRowid, number, start, size, blob);
    return freed;
  }

  /** @returns The files that no object needs any more. */
  delete(bucket: string, key: string): string[] {
    const blobs = this.#db
      .prepare('SELECT blob FROM segments WHERE object = (SELECT id FROM objects WHERE bucket = ? AND key = ?)')
      .all(bucket, key);
    this.#db.prepare('DELETE FROM objects WHERE bucket = ? AND key = ?').run(bucket, key);
    return blobs.map((row) => textColumn(row, 'blob'));
  }

  /** The files that hold the bytes from `start` up to but not including `end`. */
  segments(object: number, start: number, end: number): Segment[] {
    const rows = this.#db
      .prepare('SELECT * FROM segments WHERE object = ? AND start < ? AND start + size > ? ORDER BY number')
      .all(object, end, start);
    return z.array(segmentRow).parse(rows);
  }

  segmentNumbered(object: number, number: number): Segment | undefined {
    const row = this.#db.prepare('SELECT * FROM segments WHERE object = ? AND number = ?').get(object, number);
    return segmentRow.optional().parse(row);
  }

  segmentCount(object: number): number {
    return Number(this.#db.prepare('SELECT count(*) AS n FROM segments WHERE object = ?').get(object)?.n);
  }

  /** The first object after `after` (exclusive) and not before `from` (inclusive), in the order of listings. */
  next(bucket: string, after: string, from: string): ListedObject | undefined {
    const row = this.#db
      .prepare('SELECT * FROM objects WHERE bucket = ? AND key > ? AND key >= ? ORDER BY key LIMIT 1')
      .get(bucket, after, from);
    return listedRow.optional().parse(row);
  }
}
