import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { ResourceType } from '../template/resource-type.ts';
import type { Deployment } from './deployment.ts';
import { Flag } from './flag.ts';

const Properties = z.object({
  EventSourceArn: z.string().startsWith('arn:aws:sqs:', 'only queues are event sources in the local cloud'),
  FunctionName: z.string(),
  BatchSize: z.coerce.number().int().min(1).max(10_000).default(10),
  MaximumBatchingWindowInSeconds: z.coerce.number().int().min(0).max(300).default(0),
  ScalingConfig: z.object({ MaximumConcurrency: z.coerce.number().int().min(2).max(1000) }).optional(),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  Enabled: Flag.default(true),
  FilterCriteria: z.never('filters do not exist in the local cloud').optional(),
});

/** Concurrency of a mapping that names none. */
const defaultConcurrency = 5;

/** `AWS::Lambda::EventSourceMapping` of an SQS queue. */
export function eventSourceMappingType(deployment: Deployment): ResourceType {
  return async (request) => {
    const properties = await request.read(Properties);
    if (properties.Enabled) {
      deployment.eventSources.push({
        queueArn: properties.EventSourceArn,
        functionName: properties.FunctionName,
        batchSize: properties.BatchSize,
        windowSeconds: properties.MaximumBatchingWindowInSeconds,
        maxConcurrency: properties.ScalingConfig?.MaximumConcurrency ?? defaultConcurrency,
        reportsItemFailures: properties.FunctionResponseTypes.length > 0,
      });
    }
    const id = randomUUID();
    return { ref: id, attributes: { Id: id } };
  };
}
