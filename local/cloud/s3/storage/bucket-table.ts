import * as z from 'zod';
import type { Statements } from './statements.ts';

const bucketRow = z.object({
  name: z.string(),
  created: z.number(),
  cors: z.string().nullable(),
  notification: z.string().nullable(),
  lifecycle: z.string().nullable(),
});
/** Configurations are kept as the XML that was put, after it was found valid. */
export type Bucket = z.infer<typeof bucketRow>;
export type BucketConfiguration = 'cors' | 'notification' | 'lifecycle';

export class BucketTable {
  readonly #db: Statements;

  constructor(db: Statements) {
    this.#db = db;
  }

  /** Keeps a bucket that is already there. @param created Milliseconds since the epoch. */
  create(name: string, created: number): void {
    this.#db.prepare('INSERT INTO buckets (name, created) VALUES (?, ?) ON CONFLICT DO NOTHING').run(name, created);
  }

  find(name: string): Bucket | undefined {
    return bucketRow.optional().parse(this.#db.prepare('SELECT * FROM buckets WHERE name = ?').get(name));
  }

  list(): Bucket[] {
    return z.array(bucketRow).parse(this.#db.prepare('SELECT * FROM buckets ORDER BY name').all());
  }

  delete(name: string): void {
    this.#db.prepare('DELETE FROM buckets WHERE name = ?').run(name);
  }

  /** @param xml `null` takes the configuration away. */
  configure(name: string, what: BucketConfiguration, xml: string | null): void {
    this.#db.prepare(`UPDATE buckets SET ${what} = ? WHERE name = ?`).run(xml, name);
  }
}
