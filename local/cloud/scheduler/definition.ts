import * as z from 'zod';
import { nextTime, parseScheduleExpression, type ScheduleExpression } from './expression/schedule-expression.ts';
import { instantOfOrAfter, isZone } from './expression/zone-time.ts';
import { invalidExpression, validationError } from './scheduler-error.ts';

/** Name of a schedule or of a group. */
export const resourceName = z
  .string()
  .regex(/^[0-9a-zA-Z-_.]{1,64}$/, 'Member must satisfy the pattern [0-9a-zA-Z-_.]{1,64}');

const maxInputBytes = 262_144;
const roleArn = z.string().regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/, 'Member must be the ARN of a role');

/** @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Target.html */
const target = z
  .object({
    Arn: z.string().min(1).max(1_600),
    RoleArn: roleArn,
    Input: z
      .string()
      .min(1)
      .refine((text) => Buffer.byteLength(text) <= maxInputBytes, `Member must have at most ${maxInputBytes} bytes`)
      .optional(),
    RetryPolicy: z
      .object({
        MaximumEventAgeInSeconds: z.int().min(60).max(86_400).default(86_400),
        MaximumRetryAttempts: z.int().min(0).max(185).default(185),
      })
      .prefault({}),
    DeadLetterConfig: z.object({ Arn: z.string().optional() }).optional(),
    SqsParameters: z.object({ MessageGroupId: z.string().min(1).max(128).optional() }).optional(),
  })
  .refine(({ Arn, Input }) => !Arn.includes(':lambda:') || Input === undefined || isJson(Input), {
    path: ['Input'],
    message: 'the input of a Lambda target must be well-formed JSON',
  });

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const flexibleTimeWindow = z
  .object({ Mode: z.enum(['OFF', 'FLEXIBLE']), MaximumWindowInMinutes: z.int().min(1).max(1_440).optional() })
  .refine(
    ({ Mode, MaximumWindowInMinutes }) => (Mode === 'FLEXIBLE') === (MaximumWindowInMinutes !== undefined),
    'MaximumWindowInMinutes goes with the mode FLEXIBLE and only with it',
  );

/**
 * Everything that CreateSchedule and UpdateSchedule say about a schedule; dates in epoch seconds.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html
 */
export const scheduleDefinition = z.object({
  ScheduleExpression: z.string().min(1).max(256),
  ScheduleExpressionTimezone: z.string().min(1).max(50).default('UTC'),
  StartDate: z.number().optional(),
  EndDate: z.number().optional(),
  Description: z.string().max(512).optional(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  KmsKeyArn: z.string().optional(),
  Target: target,
  FlexibleTimeWindow: flexibleTimeWindow,
  ActionAfterCompletion: z.enum(['NONE', 'DELETE']).default('NONE'),
});
export type ScheduleDefinition = z.output<typeof scheduleDefinition>;

/** The expression of a definition; throws `ValidationException` for one that is not valid. */
export function parsedExpression({ ScheduleExpression }: ScheduleDefinition): ScheduleExpression {
  const expression = parseScheduleExpression(ScheduleExpression);
  if (!expression) throw invalidExpression(ScheduleExpression);
  return expression;
}

/**
 * Checks what a schema cannot: the expression, the zone, the dates. A one-time schedule in the past is refused: the
 * service's documentation is silent on it, several public users report a ValidationException from the real one.
 *
 * @param now epoch milliseconds.
 * @throws {AwsError} `ValidationException`.
 */
export function assertDefinition(definition: ScheduleDefinition, now: number): void {
  const { ScheduleExpression, ScheduleExpressionTimezone: zone, StartDate, EndDate } = definition;
  if (!isZone(zone)) throw validationError(`Invalid Schedule Expression Timezone ${zone}.`);
  const expression = parsedExpression(definition);
  if (expression.kind === 'at' && instantOfOrAfter(expression.wall, zone) < now)
    throw invalidExpression(ScheduleExpression);
  if (EndDate === undefined || expression.kind === 'at') return;
  if (EndDate * 1_000 < now) throw validationError('The EndDate you specify cannot be in the past.');
  if (StartDate !== undefined && EndDate <= StartDate)
    throw validationError('The EndDate you specify must come after the StartDate.');
}

/**
 * When the schedule fires next.
 *
 * @param modifiedAt when it was made or last replaced (epoch milliseconds): a rate without StartDate begins then, at once.
 * @param after only what comes later than this (epoch milliseconds).
 */
export function nextDue(definition: ScheduleDefinition, modifiedAt: number, after: number): number | undefined {
  if (definition.State === 'DISABLED') return undefined;
  const expression = parsedExpression(definition);
  const frame = {
    zone: definition.ScheduleExpressionTimezone,
    startsAt: definition.StartDate === undefined ? modifiedAt : definition.StartDate * 1_000,
  };
  const next = nextTime(expression, frame, after);
  // StartDate and EndDate mean nothing to a one-time schedule.
  const ends = expression.kind === 'at' || definition.EndDate === undefined ? Infinity : definition.EndDate * 1_000;
  return next !== undefined && next <= ends ? next : undefined;
}
