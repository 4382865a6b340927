import { randomUUID } from 'node:crypto';
import { arn } from '../json-service/local-account.ts';
import type { StoredEvent } from './event-store.ts';
import type { InvocationResult } from './invocation-result.ts';

/**
 * What the destination of failed events gets.
 *
 * @param result of the last try; an event may also get too old without one
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export function buildFailureRecord(
  event: StoredEvent,
  condition: 'RetriesExhausted' | 'EventAgeExceeded',
  result: InvocationResult | undefined,
): string {
  return JSON.stringify({
    version: '1.0',
    timestamp: new Date().toISOString(),
    requestContext: {
      requestId: result?.requestId ?? randomUUID(),
      functionArn: `${arn('lambda', `function:${event.function}`)}:$LATEST`,
      condition,
      approximateInvokeCount: event.attempts,
    },
    requestPayload: JSON.parse(event.payload),
    ...(result && {
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: result.functionError },
      responsePayload: JSON.parse(result.payload),
    }),
  });
}
