import * as z from 'zod';
import type { TransferKey } from '../domain/transfers/transfer-store.ts';
import type { SqsRecord } from '../worker/consume-queue.ts';

const Hint = z.object({ ownerId: z.string().min(1), transferId: z.string().min(1) });

/** A hint at a transfer as it was received. */
export interface ReceivedTransferHint {
  readonly key: TransferKey;
  readonly receiptHandle: string;
  /** 1 for the first time. */
  readonly receiveCount: number;
}

/** @throws ZodError or SyntaxError for a message that is no hint: it ends in the dead-letter queue */
export function parseTransferHint({ body, receiptHandle, attributes }: SqsRecord): ReceivedTransferHint {
  return { key: Hint.parse(JSON.parse(body)), receiptHandle, receiveCount: attributes.ApproximateReceiveCount };
}
