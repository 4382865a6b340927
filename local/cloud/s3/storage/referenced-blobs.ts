import type { DatabaseSync } from 'node:sqlite';
import { textColumn } from './columns.ts';

/** Every file that a row names. */
export function referencedBlobs(db: DatabaseSync): Set<string> {
  const blobs = new Set<string>();
  const rows = db.prepare('SELECT blob FROM segments UNION ALL SELECT blob FROM parts');
  for (const row of rows.iterate()) blobs.add(textColumn(row, 'blob'));
  return blobs;
}
