import * as z from 'zod';
import { AwsError } from '../json-service/aws-error.ts';
import { InvalidInput } from '../json-service/operation.ts';
import { batchError, sqsInvalidInput } from './sqs-error.ts';

const maxEntries = 10;
const entryId = /^[A-Za-z0-9_-]{1,80}$/;

/** Input of a batch operation: entries that each carry an id of the caller's choice. */
export function batchInput<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.object({ QueueUrl: z.string(), Entries: z.array(z.object({ Id: z.string(), ...shape })) });
}

function assertBatch(entries: readonly { Id: string }[]): void {
  if (entries.length === 0) throw batchError('EmptyBatchRequest', 'There should be at least one entry in the request.');
  if (entries.length > maxEntries) {
    const message = `Maximum number of entries per request are ${maxEntries}. You have sent ${entries.length}.`;
    throw batchError('TooManyEntriesInBatchRequest', message);
  }
  if (entries.some(({ Id }) => !entryId.test(Id))) {
    const message =
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.';
    throw batchError('InvalidBatchEntryId', message);
  }
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length) {
    throw batchError('BatchEntryIdsNotDistinct', 'Two or more batch entries in the request have the same Id.');
  }
}

function toFailure(id: string, error: unknown) {
  const known = error instanceof InvalidInput ? sqsInvalidInput(error) : error;
  if (!(known instanceof AwsError)) throw error;
  return { Id: id, Code: known.queryCode ?? known.code, Message: known.message, SenderFault: true };
}

/**
 * Runs every entry by itself: one that fails does not hold up the others.
 *
 * @throws {AwsError} when the batch as a whole is wrong: empty, too long, ids twice or malformed.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessageBatch.html
 */
export function runBatch<Entry extends { Id: string }>(entries: readonly Entry[], run: (entry: Entry) => object) {
  assertBatch(entries);
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const entry of entries) {
    try {
      Successful.push({ Id: entry.Id, ...run(entry) });
    } catch (error) {
      Failed.push(toFailure(entry.Id, error));
    }
  }
  return { Successful, Failed };
}
