import {
  ConflictException,
  CreateScheduleCommand,
  CreateScheduleGroupCommand,
  ResourceNotFoundException,
  type SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import * as z from 'zod';
import { arn } from '../json-service/local-account.ts';
import type { ResourceType } from '../template/resource-type.ts';

const GroupProperties = z.object({ Name: z.string().optional() });
const Properties = z.object({
  Name: z.string().optional(),
  GroupName: z.string().default('default'),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().optional(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  FlexibleTimeWindow: z.object({
    Mode: z.enum(['OFF', 'FLEXIBLE']),
    MaximumWindowInMinutes: z.coerce.number().optional(),
  }),
  Target: z.object({
    Arn: z.string(),
    RoleArn: z.string(),
    Input: z.string().optional(),
    DeadLetterConfig: z.object({ Arn: z.string() }).optional(),
    RetryPolicy: z
      .object({
        MaximumEventAgeInSeconds: z.coerce.number().optional(),
        MaximumRetryAttempts: z.coerce.number().optional(),
      })
      .optional(),
  }),
});

/** `AWS::Scheduler::ScheduleGroup`. */
export function scheduleGroupType(client: SchedulerClient): ResourceType {
  return async (request) => {
    const { Name = request.generatedName } = await request.read(GroupProperties);
    try {
      await client.send(new CreateScheduleGroupCommand({ Name }));
    } catch (error) {
      if (!(error instanceof ConflictException)) throw error;
    }
    return { ref: Name, attributes: { Arn: arn('scheduler', `schedule-group/${Name}`) } };
  };
}

/** `AWS::Scheduler::Schedule`. */
export function scheduleType(client: SchedulerClient): ResourceType {
  return async (request) => {
    const { Name = request.generatedName, ...schedule } = await request.read(Properties);
    try {
      await client.send(new UpdateScheduleCommand({ Name, ...schedule }));
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
      await client.send(new CreateScheduleCommand({ Name, ...schedule }));
    }
    return { ref: Name, attributes: { Arn: arn('scheduler', `schedule/${schedule.GroupName}/${Name}`) } };
  };
}
