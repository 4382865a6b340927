import type { PermitHook } from '../json-service/start-http-service.ts';
import type { Permit } from '../s3/permit.ts';
import type { Guard } from './guard.ts';
import { dynamodbNeeds } from './needs/dynamodb-needs.ts';
import { kmsNeeds } from './needs/kms-needs.ts';
import { schedulerNeeds } from './needs/scheduler-needs.ts';
import { sesNeeds } from './needs/ses-needs.ts';
import { sqsNeeds } from './needs/sqs-needs.ts';
import { ssmNeeds } from './needs/ssm-needs.ts';

/** Has every service ask before it obeys. */
export function buildPermits(guard: Guard) {
  const ask =
    (toNeeds: typeof sqsNeeds): PermitHook =>
    (accessKeyId, operation, input) =>
      guard.findRefusal(accessKeyId, () => toNeeds(operation, input));
  const s3: Permit = (accessKeyId, needs) => guard.findRefusal(accessKeyId, () => needs);
  return {
    dynamodb: ask((operation, input) => dynamodbNeeds(operation, input, guard.partitionKeys)),
    kms: ask(kmsNeeds),
    s3,
    scheduler: ask(schedulerNeeds),
    sesv2: ask(sesNeeds),
    sqs: ask(sqsNeeds),
    ssm: ask(ssmNeeds),
  };
}
