import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import { AwsError } from '../json-service/aws-error.ts';
import { parseJson, validationException } from '../json-service/json-protocol.ts';
import type { Operation, OperationTable } from '../json-service/operation.ts';
import type { Protocol } from '../json-service/start-http-service.ts';

/** Operation by method and first path segment; those of one resource carry its name as the second one. */
const routes: Readonly<Record<string, string>> = {
  'GET /schedules': 'ListSchedules',
  'POST /schedules/{Name}': 'CreateSchedule',
  'PUT /schedules/{Name}': 'UpdateSchedule',
  'GET /schedules/{Name}': 'GetSchedule',
  'DELETE /schedules/{Name}': 'DeleteSchedule',
  'GET /schedule-groups': 'ListScheduleGroups',
  'POST /schedule-groups/{Name}': 'CreateScheduleGroup',
  'GET /schedule-groups/{Name}': 'GetScheduleGroup',
  'DELETE /schedule-groups/{Name}': 'DeleteScheduleGroup',
};

/** Query parameters whose name differs from the member that they stand for. */
const memberNames = new Map([
  ['groupName', 'GroupName'],
  ['ScheduleGroup', 'GroupName'],
  ['clientToken', 'ClientToken'],
]);

/** Above the 256 KiB of Target.Input with every character of it escaped. */
const maxBodyBytes = 2 * 1_048_576;
const jsonObject = z.record(z.string(), z.unknown());

function decodeName(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function findOperation(operations: OperationTable, key: string): [string, Operation] {
  const name = routes[key];
  const operation = name === undefined ? undefined : operations[name];
  if (name !== undefined && operation) return [name, operation];
  throw new AwsError('UnknownOperationException', 'This server has no such operation.', { status: 404 });
}

function parseBody(body: Buffer): Record<string, unknown> {
  const parsed = jsonObject.safeParse(parseJson(body));
  if (!parsed.success) throw new AwsError('SerializationException', 'The request body is not a JSON object.');
  return parsed.data;
}

/**
 * The REST protocol of EventBridge Scheduler: the operation is in method and path, the input in path, query and body.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Operations.html
 */
export function restProtocol(operations: OperationTable): Protocol {
  return {
    contentType: 'application/json',
    maxBodyBytes,
    invalidInput: validationException,
    route(request: IncomingMessage, body: Buffer) {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const [, resource = '', segment] = url.pathname.split('/');
      const key = `${request.method} /${resource}${segment === undefined ? '' : '/{Name}'}`;
      const [name, operation] = findOperation(operations, key);
      const query = Object.fromEntries(
        [...url.searchParams].map(([key, value]) => [memberNames.get(key) ?? key, value]),
      );
      const identity = segment === undefined ? {} : { Name: decodeName(segment) };
      const input = { ...parseBody(body), ...query, ...identity };
      return { name, input, run: (call) => operation(input, call) };
    },
  };
}
