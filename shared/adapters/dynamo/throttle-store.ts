import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { ThrottleStore } from '../../domain/accounts/throttle-store.ts';
import { HopperError } from '../../domain/hopper-error.ts';
import { isConditionFailure, type Table } from './table.ts';

const Row = z.object({ record: z.unknown(), writes: z.number(), expiresAt: z.number() });

/** In every round at least one writer gets through. */
const maxRounds = 20;

/**
 * Throttle records in DynamoDB, for functions that do not reach the cache. Decisions stay in the domain: a write happens only
 * if the record is still the one that was read.
 * @param now epoch ms
 */
export function createThrottleStore({ client, name: TableName }: Table, now: () => number): ThrottleStore {
  return {
    async update(name, decide) {
      const Key = { pk: `THROTTLE#${name}`, sk: 'THROTTLE' };
      for (let round = 0; round < maxRounds; round += 1) {
        const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
        const present = Item && Row.parse(Item);
        // DynamoDB removes rows some time after their end.
        const isLive = present !== undefined && present.expiresAt * 1000 > now();
        const { answer, write } = decide(isLive ? present.record : undefined);
        if (!write) return answer;
        const expiresAt = Math.ceil((now() + write.keepMilliseconds) / 1000);
        const put = new PutCommand({
          TableName,
          Item: { ...Key, record: write.record, writes: (present?.writes ?? 0) + 1, expiresAt },
          ConditionExpression: present ? 'writes = :seen' : 'attribute_not_exists(pk)',
          ...(present && { ExpressionAttributeValues: { ':seen': present.writes } }),
        });
        try {
          await client.send(put);
          return answer;
        } catch (error) {
          if (!isConditionFailure(error)) throw error;
        }
      }
      throw new HopperError('unavailable', undefined, { cause: new Error(`Too many writers of ${name}.`) });
    },
  };
}
