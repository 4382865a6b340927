import * as z from 'zod';
import type { ResourceType } from '../template/resource-type.ts';
import type { Deployment } from './deployment.ts';

const Properties = z.object({
  FunctionName: z.string(),
  Qualifier: z.literal('$LATEST'),
  MaximumRetryAttempts: z.coerce.number().int().min(0).max(2).optional(),
  MaximumEventAgeInSeconds: z.coerce.number().int().min(60).max(21_600).optional(),
  DestinationConfig: z
    .object({
      OnSuccess: z.never('only failures have a destination in the local cloud').optional(),
      OnFailure: z
        .object({ Destination: z.string().startsWith('arn:aws:sqs:', 'only queues are destinations here') })
        .optional(),
    })
    .optional(),
});

/** `AWS::Lambda::EventInvokeConfig`: what becomes of events that a function cannot handle. */
export function eventInvokeConfigType(deployment: Deployment): ResourceType {
  return async (request) => {
    const properties = await request.read(Properties);
    deployment.asyncInvokes.push({
      functionName: properties.FunctionName,
      retries: properties.MaximumRetryAttempts,
      maxAgeSeconds: properties.MaximumEventAgeInSeconds,
      onFailureArn: properties.DestinationConfig?.OnFailure?.Destination,
    });
    return { ref: request.generatedName };
  };
}
