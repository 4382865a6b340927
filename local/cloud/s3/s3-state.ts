import type { DatabaseSync } from 'node:sqlite';
import { type Notify, Outbox } from './notifications/outbox.ts';
import { BlobStore } from './storage/blob-store.ts';
import { BlobWriter } from './storage/blob-writer.ts';
import { BucketTable } from './storage/bucket-table.ts';
import { CompletedTable } from './storage/completed-table.ts';
import { ObjectTable } from './storage/object-table.ts';
import { openDatabase } from './storage/open-database.ts';
import { referencedBlobs } from './storage/referenced-blobs.ts';
import { Statements } from './storage/statements.ts';
import { UploadTable } from './storage/upload-table.ts';

/** Everything the operations work on. */
export type S3State = {
  db: DatabaseSync;
  buckets: BucketTable;
  objects: ObjectTable;
  uploads: UploadTable;
  completed: CompletedTable;
  outbox: Outbox;
  blobs: BlobStore;
  writer: BlobWriter;
};

/**
 * Opens the data folder, throws away the bodies a crash has left without an owner and takes up undelivered notifications.
 *
 * @throws Error when the folder is foreign, broken or in use.
 */
export function openS3State(dataDir: string, notify: Notify): S3State {
  const { db, blobDir } = openDatabase(dataDir);
  const blobs = new BlobStore(blobDir);
  try {
    blobs.collectOrphans(referencedBlobs(db));
  } catch (cause) {
    db.close();
    throw new Error(`S3 data folder ${dataDir}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
  const statements = new Statements(db);
  const state = {
    db,
    blobs,
    buckets: new BucketTable(statements),
    objects: new ObjectTable(statements),
    uploads: new UploadTable(statements),
    completed: new CompletedTable(statements),
    outbox: new Outbox(statements, notify),
    writer: new BlobWriter(),
  };
  state.outbox.deliver();
  return state;
}

export async function closeS3State(state: S3State): Promise<void> {
  await state.outbox.stop();
  await state.writer.close();
  await state.blobs.settled();
  state.db.close();
}
