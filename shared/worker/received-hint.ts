import * as z from 'zod';
import { type PlatformName, platformNames } from '../contract/platform-names.ts';
import type { SqsRecord } from './consume-queue.ts';
import type { ReceivedHint } from './publish-worker.ts';

const Hint = z.object({ ownerId: z.string().min(1), postId: z.string().min(1) });

/**
 * Reads a message of a publish queue.
 * @param queueUrls to tell the platform by the queue's name
 * @throws ZodError, SyntaxError or Error for a message that is no hint: it ends in the dead-letter queue
 */
export function parseHint(record: SqsRecord, queueUrls: Readonly<Record<PlatformName, string>>): ReceivedHint {
  const queueName = record.eventSourceARN.split(':').at(-1) ?? '';
  const platform = platformNames.find((name) => queueUrls[name].split('/').at(-1) === queueName);
  if (!platform) throw new Error(`No platform has the queue ${queueName}.`);
  return {
    key: Hint.parse(JSON.parse(record.body)),
    platform,
    receiptHandle: record.receiptHandle,
    receiveCount: record.attributes.ApproximateReceiveCount,
  };
}
