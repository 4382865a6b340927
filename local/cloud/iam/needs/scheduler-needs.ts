import * as z from 'zod';
import { arn } from '../../json-service/local-account.ts';
import type { Need } from '../need.ts';

const Input = z.object({
  Name: z.string().default('*'),
  GroupName: z.string().default('default'),
  Target: z.object({ RoleArn: z.string() }).optional(),
});

/**
 * What a call to Scheduler needs: beside the right to the schedule that of handing over the role it acts with.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/security_iam_id-based-policies.html
 */
export function schedulerNeeds(operation: string, input: unknown): Need[] {
  const { Name, GroupName, Target } = Input.parse(input);
  const kind = operation.includes('Group') ? `schedule-group/${Name}` : `schedule/${GroupName}/${Name}`;
  const call = { action: `scheduler:${operation}`, resource: arn('scheduler', kind) };
  if (!Target) return [call];
  const context = { 'iam:PassedToService': 'scheduler.amazonaws.com' };
  return [call, { action: 'iam:PassRole', resource: Target.RoleArn, context }];
}
