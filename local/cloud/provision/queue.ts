import { CreateQueueCommand, SetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { arn } from '../json-service/local-account.ts';
import type { ResourceType } from '../template/resource-type.ts';
import { Flag } from './flag.ts';

const Seconds = z.coerce.number().int();
const Properties = z.object({
  QueueName: z.string().optional(),
  FifoQueue: Flag.default(false),
  // The defaults of SQS, sent every time: what a template no longer sets must not stay from an earlier start.
  VisibilityTimeout: Seconds.default(30),
  DelaySeconds: Seconds.default(0),
  MessageRetentionPeriod: Seconds.default(345_600),
  MaximumMessageSize: Seconds.default(1_048_576),
  ReceiveMessageWaitTimeSeconds: Seconds.default(0),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number().int() }).optional(),
});

/** `AWS::SQS::Queue`. */
export function queueType(client: SQSClient): ResourceType {
  return async (request) => {
    const { QueueName = request.generatedName, FifoQueue, RedrivePolicy, ...numbers } = await request.read(Properties);
    if (FifoQueue) throw new Error('FIFO queues do not exist in the local cloud');
    const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName }));
    const Attributes = {
      ...Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, String(value)])),
      RedrivePolicy: RedrivePolicy ? JSON.stringify(RedrivePolicy) : '',
    };
    await client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
    return { ref: QueueUrl, attributes: { Arn: arn('sqs', QueueName), QueueName, QueueUrl } };
  };
}
