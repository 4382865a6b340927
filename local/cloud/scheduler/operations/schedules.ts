import * as z from 'zod';
import { operation } from '../../json-service/operation.ts';
import { assertDefinition, nextDue, resourceName, scheduleDefinition } from '../definition.ts';
import { defaultGroup } from '../group-store.ts';
import { type Schedule, scheduleArn } from '../schedule-store.ts';
import { type SchedulerContext, toSeconds } from '../scheduler-context.ts';
import { conflict, doesNotExist, validationError } from '../scheduler-error.ts';

const clientToken = z
  .string()
  .regex(/^[a-zA-Z0-9-_]{1,64}$/)
  .optional();
const identity = { Name: resourceName, GroupName: resourceName.default(defaultGroup) };
const putInput = z.object({ ...scheduleDefinition.shape, ...identity, ClientToken: clientToken });

/** A schedule may begin in the past by this much, for the way that the request had. */
const startToleranceMs = 5 * 60_000;

function getSchedule({ schedules }: SchedulerContext, group: string, name: string): Schedule {
  const schedule = schedules.find(group, name);
  if (!schedule) throw doesNotExist(`Schedule ${name}`);
  return schedule;
}

function assertGroup({ groups }: SchedulerContext, name: string): void {
  if (!groups.find(name)) throw doesNotExist(`Schedule group ${name}`);
}

function create(context: SchedulerContext) {
  const { schedules, tokens, wake, now } = context;
  return operation(putInput, ({ Name, GroupName, ClientToken, ...definition }) => {
    tokens.once(ClientToken, ['create', GroupName, Name, definition], () => {
      assertGroup(context, GroupName);
      assertDefinition(definition, now());
      if ((definition.StartDate ?? Infinity) * 1_000 < now() - startToleranceMs) {
        throw validationError('The StartDate you specify cannot be earlier than 5 minutes ago.');
      }
      if (schedules.find(GroupName, Name)) throw conflict(`Schedule ${Name} already exists.`);
      const at = now();
      schedules.create(GroupName, Name, definition, at, nextDue(definition, at, at - 1));
    });
    wake();
    return { ScheduleArn: scheduleArn(GroupName, Name) };
  });
}

/** Replaces all of a schedule: what the request leaves out falls back to its default. */
function update(context: SchedulerContext) {
  const { schedules, invocations, tokens, wake, now } = context;
  return operation(putInput, ({ Name, GroupName, ClientToken, ...definition }) => {
    tokens.once(ClientToken, ['update', GroupName, Name, definition], () => {
      const { id } = getSchedule(context, GroupName, Name);
      assertDefinition(definition, now());
      // What the old definition still tries to deliver is dropped, or both the old and the new one would fire.
      invocations.deleteOf(id);
      const at = now();
      schedules.replace(id, definition, at, nextDue(definition, at, at - 1));
    });
    wake();
    return { ScheduleArn: scheduleArn(GroupName, Name) };
  });
}

/** Reading, making, replacing and deleting one schedule. */
export function scheduleOperations(context: SchedulerContext) {
  const { schedules, tokens, wake } = context;
  return {
    CreateSchedule: create(context),
    UpdateSchedule: update(context),
    GetSchedule: operation(z.object(identity), ({ Name, GroupName }) => {
      const schedule = getSchedule(context, GroupName, Name);
      return {
        Arn: schedule.arn,
        GroupName,
        Name,
        ...schedule.definition,
        CreationDate: toSeconds(schedule.createdAt),
        LastModificationDate: toSeconds(schedule.modifiedAt),
      };
    }),
    DeleteSchedule: operation(
      z.object({ ...identity, ClientToken: clientToken }),
      ({ Name, GroupName, ClientToken }) => {
        tokens.once(ClientToken, ['delete', GroupName, Name], () =>
          schedules.delete(getSchedule(context, GroupName, Name).id),
        );
        wake();
        return {};
      },
    ),
  };
}
