import * as z from 'zod';
import { attributesColumn, checksumSchema, jsonColumn } from './attributes.ts';
import { textColumn } from './columns.ts';
import type { Statements } from './statements.ts';

const uploadRow = z.object({
  id: z.string(),
  bucket: z.string(),
  key: z.string(),
  initiated: z.number(),
  attributes: attributesColumn,
});
const partRow = z.object({
  number: z.number(),
  size: z.number(),
  etag: z.string(),
  modified: z.number(),
  checksum: z.union([z.null().transform(() => undefined), jsonColumn.pipe(checksumSchema)]),
  blob: z.string(),
});
export type Upload = z.infer<typeof uploadRow>;
export type Part = z.infer<typeof partRow>;

/** Multipart uploads that are neither completed nor aborted, with their parts. */
export class UploadTable {
  readonly #db: Statements;

  constructor(db: Statements) {
    this.#db = db;
  }

  create({ id, bucket, key, initiated, attributes }: Upload): void {
    this.#db
      .prepare('INSERT INTO uploads (id, bucket, key, initiated, attributes) VALUES (?, ?, ?, ?, ?)')
      .run(id, bucket, key, initiated, JSON.stringify(attributes));
  }

  find(bucket: string, key: string, id: string): Upload | undefined {
    const row = this.#db.prepare('SELECT * FROM uploads WHERE id = ? AND bucket = ? AND key = ?').get(id, bucket, key);
    return uploadRow.optional().parse(row);
  }

  /** In the order of ListMultipartUploads, after the pair of markers. */
  list(bucket: string, prefix: string, afterKey: string, afterId: string, limit: number): Upload[] {
    const rows = this.#db
      .prepare(
        `SELECT * FROM uploads WHERE bucket = ? AND substr(key, 1, length(?)) = ? AND (key, id) > (?, ?)
         ORDER BY key, id LIMIT ?`,
      )
      .all(bucket, prefix, prefix, afterKey, afterId, limit);
    return z.array(uploadRow).parse(rows);
  }

  initiatedBefore(bucket: string, time: number): Upload[] {
    const rows = this.#db.prepare('SELECT * FROM uploads WHERE bucket = ? AND initiated <= ?').all(bucket, time);
    return z.array(uploadRow).parse(rows);
  }

  /** @returns The file of the part that had this number before. */
  putPart(upload: string, part: Part): string[] {
    const old = this.#db.prepare('SELECT blob FROM parts WHERE upload = ? AND number = ?').get(upload, part.number);
    const { number, size, etag, modified, checksum, blob } = part;
    this.#db
      .prepare('INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(upload, number, size, etag, modified, checksum ? JSON.stringify(checksum) : null, blob);
    return old ? [textColumn(old, 'blob')] : [];
  }

  parts(upload: string, after = 0, limit = -1): Part[] {
    const rows = this.#db
      .prepare('SELECT * FROM parts WHERE upload = ? AND number > ? ORDER BY number LIMIT ?')
      .all(upload, after, limit);
    return z.array(partRow).parse(rows);
  }

  /** Forgets the upload. @returns The files of its parts. */
  delete(upload: string): string[] {
    const blobs = this.#db.prepare('SELECT blob FROM parts WHERE upload = ?').all(upload);
    this.#db.prepare('DELETE FROM uploads WHERE id = ?').run(upload);
    return blobs.map((row) => textColumn(row, 'blob'));
  }
}
