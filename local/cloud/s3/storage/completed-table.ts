import * as z from 'zod';
import type { Statements } from './statements.ts';

const completedRow = z.object({
  upload: z.string(),
  bucket: z.string(),
  key: z.string(),
  /** The part list of the request, to recognise its repetition. */
  part_list: z.string(),
  etag: z.string(),
  at: z.number(),
});
export type CompletedUpload = z.infer<typeof completedRow>;

/** How long a repeated CompleteMultipartUpload is answered like the first. S3 does so too, for a time it does not state. */
const rememberedMs = 60 * 60_000;

export class CompletedTable {
  readonly #db: Statements;

  constructor(db: Statements) {
    this.#db = db;
  }

  remember({ upload, bucket, key, part_list, etag, at }: CompletedUpload): void {
    this.#db.prepare('DELETE FROM completed WHERE at <= ?').run(at - rememberedMs);
    this.#db.prepare('INSERT INTO completed VALUES (?, ?, ?, ?, ?, ?)').run(upload, bucket, key, part_list, etag, at);
  }

  find(upload: string, now: number): CompletedUpload | undefined {
    const row = this.#db.prepare('SELECT * FROM completed WHERE upload = ? AND at > ?').get(upload, now - rememberedMs);
    return completedRow.optional().parse(row);
  }
}
