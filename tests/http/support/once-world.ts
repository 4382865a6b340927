import { randomUUID } from 'node:crypto';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from 'aws-lambda';
import * as z from 'zod';
import type { Table } from '../../../shared/adapters/dynamo/table.ts';
import { route } from '../../../shared/contract/route.ts';
import type { IdempotencyStore } from '../../../shared/domain/idempotency/idempotency-store.ts';
import type { CallContext } from '../../../shared/http/endpoint.ts';
import type { HttpAnswer } from '../../../shared/http/http-event.ts';
import { serveArea } from '../../../shared/http/serve-area.ts';
import { buildEvent, type EventChange, origin } from './build-event.ts';

/** A route with one effect: it counts. */
export const countRoute = route({
  id: 'count',
  method: 'POST',
  path: '/api/counters/{name}',
  area: 'videos',
  access: 'session',
  summary: 'Count',
  params: z.strictObject({ name: z.string() }),
  body: z.strictObject({ by: z.int().min(1), note: z.string().optional() }),
  status: 201,
  output: z.object({ total: z.int(), nonce: z.string(), secret: z.string().nullable() }),
  headers: { 'x-total': 'total' },
  withheld: ['secret'],
});

export interface CountInput {
  readonly body: { readonly by: number };
}
type CountEndpoint = (input: CountInput, context: CallContext) => Promise<unknown>;

const counterKey = { pk: 'COUNTER', sk: 'COUNTER' };

/** The effect, kept in the table as a real one would be. */
export async function addToCounter({ client, name }: Table, by: number): Promise<number> {
  const update = new UpdateCommand({
    TableName: name,
    Key: counterKey,
    UpdateExpression: 'ADD amount :by',
    ExpressionAttributeValues: { ':by': by },
    ReturnValues: 'UPDATED_NEW',
  });
  return Number((await client.send(update)).Attributes?.amount);
}

export async function readCounter({ client, name }: Table): Promise<number> {
  const { Item } = await client.send(new GetCommand({ TableName: name, Key: counterKey, ConsistentRead: true }));
  return Number(Item?.amount ?? 0);
}

export async function countOnce(table: Table, by: number): Promise<unknown> {
  return { total: await addToCounter(table, by), nonce: randomUUID(), secret: 'shown-once' };
}

/** The route behind the real HTTP layer. @param clock epoch milliseconds */
export function serveCount(store: IdempotencyStore | undefined, clock: () => number, endpoint: CountEndpoint) {
  const logLines: unknown[] = [];
  const log = (message: string, fields: unknown) => logLines.push({ message, fields });
  const handler = serveArea({
    area: 'videos',
    routes: { count: countRoute },
    endpoints: { count: endpoint },
    deps: {},
    origin,
    clock,
    logger: { info: log, error: log },
    ...(store ? { idempotency: store } : {}),
  } as never);
  const call = async (key: string | undefined, change: EventChange & { by?: number } = {}): Promise<HttpAnswer> => {
    const event = buildEvent(countRoute, {
      params: { name: 'a' },
      body: JSON.stringify({ by: change.by ?? 1 }),
      ...change,
      headers: { 'idempotency-key': key, ...change.headers },
    });
    const context = { getRemainingTimeInMillis: () => 15_000 } as Context;
    return (await handler(event, context)) as HttpAnswer;
  };
  return { call, logLines };
}
