import type { Queue } from './queue-store.ts';
import { receiptHandleIsInvalid } from './sqs-error.ts';

/** What a receipt handle stands for: one receive of one message. */
export interface Receipt {
  seq: number;
  secret: string;
}

const shape = /^(\d+)\.(\d+)\.([0-9a-f-]{36})$/;

/** Makes the opaque handle of one receive. */
export function toReceiptHandle(queueId: number, receipt: Receipt): string {
  return Buffer.from(`${queueId}.${receipt.seq}.${receipt.secret}`).toString('base64url');
}

/**
 * Reads a handle back.
 *
 * @throws {AwsError} `ReceiptHandleIsInvalid` when it is not a handle of this queue.
 */
export function parseReceiptHandle(queue: Queue, handle: string): Receipt {
  const [, queueId, seq, secret] = shape.exec(Buffer.from(handle, 'base64url').toString('latin1')) ?? [];
  if (secret === undefined || Number(queueId) !== queue.id) throw receiptHandleIsInvalid(handle);
  return { seq: Number(seq), secret };
}
