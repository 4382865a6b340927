import * as z from 'zod';
import { operation } from '../../json-service/operation.ts';
import { fromPageToken, toPage } from '../../json-service/page.ts';
import { resourceName } from '../definition.ts';
import type { ScheduleGroup } from '../group-store.ts';
import type { Schedule } from '../schedule-store.ts';
import { type SchedulerContext, toSeconds } from '../scheduler-context.ts';
import { validationError } from '../scheduler-error.ts';

const paging = {
  NamePrefix: resourceName.or(z.literal('')).default(''),
  NextToken: z.string().optional(),
  // It comes as text in the query.
  MaxResults: z.coerce.number().int().min(1).max(100).default(100),
};

/** A group as the service describes it. */
export function toGroup(group: ScheduleGroup) {
  return {
    Arn: group.arn,
    Name: group.name,
    State: 'ACTIVE',
    CreationDate: toSeconds(group.createdAt),
    LastModificationDate: toSeconds(group.modifiedAt),
  };
}

function toSummary(schedule: Schedule) {
  return {
    Arn: schedule.arn,
    Name: schedule.name,
    GroupName: schedule.group,
    State: schedule.definition.State,
    CreationDate: toSeconds(schedule.createdAt),
    LastModificationDate: toSeconds(schedule.modifiedAt),
    Target: { Arn: schedule.definition.Target.Arn },
  };
}

/** Schedules and groups page by page, in the order of their names. */
export function listOperations({ schedules, groups }: SchedulerContext) {
  return {
    ListSchedules: operation(
      z.object({ ...paging, GroupName: resourceName.optional(), State: z.enum(['ENABLED', 'DISABLED']).optional() }),
      ({ GroupName, NamePrefix, State, NextToken, MaxResults }) => {
        const after = fromPageToken(NextToken, validationError);
        const filter = { group: GroupName, prefix: NamePrefix, state: State, after, limit: MaxResults + 1 };
        const page = toPage(schedules.list(filter), MaxResults, ({ group, name }) => `${group}/${name}`);
        return { Schedules: page.items.map(toSummary), NextToken: page.nextToken };
      },
    ),
    ListScheduleGroups: operation(z.object(paging), ({ NamePrefix, NextToken, MaxResults }) => {
      const after = fromPageToken(NextToken, validationError);
      const page = toPage(groups.list(NamePrefix, after, MaxResults + 1), MaxResults, ({ name }) => name);
      return { ScheduleGroups: page.items.map(toGroup), NextToken: page.nextToken };
    }),
  };
}
