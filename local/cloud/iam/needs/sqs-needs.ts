import * as z from 'zod';
import { arn } from '../../json-service/local-account.ts';
import type { Need } from '../need.ts';

const Input = z.object({ QueueUrl: z.string().optional(), QueueName: z.string().optional() });

/**
 * What a call to SQS needs. A batch needs the same as a single message.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html
 */
export function sqsNeeds(operation: string, input: unknown): Need[] {
  const { QueueUrl = '', QueueName = QueueUrl.split('/').at(-1) ?? '' } = Input.parse(input);
  return [{ action: `sqs:${operation.replace(/Batch$/, '')}`, resource: arn('sqs', QueueName) }];
}
