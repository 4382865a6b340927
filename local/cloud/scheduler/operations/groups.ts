import * as z from 'zod';
import { arn } from '../../json-service/local-account.ts';
import { operation } from '../../json-service/operation.ts';
import { resourceName } from '../definition.ts';
import { defaultGroup, type ScheduleGroup } from '../group-store.ts';
import type { SchedulerContext } from '../scheduler-context.ts';
import { conflict, doesNotExist, validationError } from '../scheduler-error.ts';
import { toGroup } from './lists.ts';

const input = z.object({ Name: resourceName, ClientToken: z.string().optional() });

function getGroup({ groups }: SchedulerContext, name: string): ScheduleGroup {
  const group = groups.find(name);
  if (!group) throw doesNotExist(`Schedule group ${name}`);
  return group;
}

/** Groups of schedules. Deleting one takes its schedules along, at once. */
export function groupOperations(context: SchedulerContext) {
  const { groups, tokens, wake } = context;
  return {
    CreateScheduleGroup: operation(input, ({ Name, ClientToken }) => {
      tokens.once(ClientToken, ['create group', Name], () => {
        if (groups.find(Name)) throw conflict(`Schedule group ${Name} already exists.`);
        groups.create(Name);
      });
      return { ScheduleGroupArn: arn('scheduler', `schedule-group/${Name}`) };
    }),
    GetScheduleGroup: operation(input, ({ Name }) => toGroup(getGroup(context, Name))),
    DeleteScheduleGroup: operation(input, ({ Name, ClientToken }) => {
      if (Name === defaultGroup) throw validationError('The default schedule group cannot be deleted.');
      tokens.once(ClientToken, ['delete group', Name], () => groups.delete(getGroup(context, Name).name));
      wake();
      return {};
    }),
  };
}
