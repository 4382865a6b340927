import * as z from 'zod';
import type { InvocationResult } from '../lambda/invocation-result.ts';

const Report = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish() });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Which messages of a batch have failed, by Lambda's rules: a function error fails all; nothing reported, an empty
 * object or list fails none; a malformed report or an id that is not in the batch fails all.
 *
 * @param messageIds ids of the batch
 * @param reports whether the mapping asks the function for a report at all
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
export function readFailures(result: InvocationResult, messageIds: readonly string[], reports: boolean): Set<string> {
  if (result.functionError) return new Set(messageIds);
  const value = parseJson(result.payload);
  if (!reports || value === null || value === undefined) return new Set();
  const report = Report.safeParse(value);
  if (!report.success) return new Set(messageIds);
  const failed = (report.data.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier);
  return failed.every((id) => messageIds.includes(id)) ? new Set(failed) : new Set(messageIds);
}
