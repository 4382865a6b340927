import { localAccount, localRegion } from '../json-service/local-account.ts';
import type { Invocation } from './invocation-store.ts';
import type { Schedule } from './schedule-store.ts';

/** What the caller of the scheduler has to bring to its target. */
export interface Delivery {
  /** Queue or function. */
  targetArn: string;
  /** With which it acts. */
  roleArn: string;
  /** Body of the message or event, usually JSON. */
  input: string;
  scheduleName: string;
  groupName: string;
  /** Tenant for a queue with fair delivery. */
  messageGroupId: string | undefined;
  /** Only for a dead-letter queue: why it was given up, as string message attributes. */
  attributes: Readonly<Record<string, string>>;
}

const toIsoSeconds = (milliseconds: number) => `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;

/** What a target gets whose schedule says nothing. */
function defaultEvent(schedule: Schedule, { executionId, dueAt }: Invocation): string {
  return JSON.stringify({
    version: '0',
    id: executionId,
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    account: localAccount,
    time: toIsoSeconds(dueAt),
    region: localRegion,
    resources: [schedule.arn],
    detail: '{}',
  });
}

/** @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html */
function fillIn(input: string, schedule: Schedule, { executionId, dueAt, attempts }: Invocation): string {
  return input
    .replaceAll('<aws.scheduler.schedule-arn>', schedule.arn)
    .replaceAll('<aws.scheduler.scheduled-time>', toIsoSeconds(dueAt))
    .replaceAll('<aws.scheduler.execution-id>', executionId)
    .replaceAll('<aws.scheduler.attempt-number>', String(attempts));
}

/** The delivery of one attempt. */
export function buildDelivery(schedule: Schedule, invocation: Invocation): Delivery {
  const { Arn, RoleArn, Input, SqsParameters } = schedule.definition.Target;
  return {
    targetArn: Arn,
    roleArn: RoleArn,
    input: Input === undefined ? defaultEvent(schedule, invocation) : fillIn(Input, schedule, invocation),
    scheduleName: schedule.name,
    groupName: schedule.group,
    messageGroupId: SqsParameters?.MessageGroupId,
    attributes: {},
  };
}

/**
 * The same, addressed to the dead-letter queue.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html
 */
export function buildDeadLetter(
  schedule: Schedule,
  invocation: Invocation,
  deadLetterArn: string,
  exhausted: 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds',
  error: string,
): Delivery {
  return {
    ...buildDelivery(schedule, invocation),
    targetArn: deadLetterArn,
    messageGroupId: undefined,
    attributes: {
      ERROR_CODE: 'TARGET_ERROR',
      ERROR_MESSAGE: error || 'unknown',
      EXECUTION_ID: invocation.executionId,
      EXHAUSTED_RETRY_CONDITION: exhausted,
      IS_PAYLOAD_TRUNCATED: 'false',
      RETRY_ATTEMPTS: String(invocation.attempts - 1),
      SCHEDULE_ARN: schedule.arn,
      TARGET_ARN: schedule.definition.Target.Arn,
    },
  };
}
