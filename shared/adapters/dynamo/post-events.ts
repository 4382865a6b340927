import { DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { expiryAttribute } from '../../config/table.ts';
import { PostEvent, type PostEvents } from '../../domain/posts/post-event.ts';
import { keyOf } from './keys.ts';
import { queryAll, type Table } from './table.ts';

/** Long enough to look into a complaint, short enough not to pay for ever. */
const keptSeconds = 90 * 24 * 3600;

/** Half as many as the SDK has connections. */
const removalsAtOnce = 25;

const Key = z.object({ pk: z.string(), sk: z.string() });
const EventItem = PostEvent.extend({ [expiryAttribute]: z.number() });

/** Timelines in DynamoDB, one row per step beside the owner's other rows; TTL removes them. */
export function createPostEvents(table: Table): PostEvents {
  return {
    async add({ ownerId, postId }, event) {
      const key = keyOf.event(ownerId, postId, event.eventId);
      const expiresAt = Math.ceil(event.at / 1000) + keptSeconds;
      await table.client.send(
        new PutCommand({ TableName: table.name, Item: { ...key, ...event, [expiryAttribute]: expiresAt } }),
      );
    },

    async list({ ownerId, postId }, { limit, after, now }) {
      const { pk, sk: prefix } = keyOf.event(ownerId, postId, '');
      const page = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
          ExclusiveStartKey: after === undefined ? undefined : keyOf.event(ownerId, postId, after),
          Limit: limit,
          ConsistentRead: true,
        }),
      );
      const items = (page.Items ?? []).map((item) => EventItem.parse(item));
      const next = page.LastEvaluatedKey && items.at(-1)?.eventId;
      const events = items.filter((item) => item[expiryAttribute] * 1000 > now).map((item) => PostEvent.parse(item));
      return { events, next };
    },

    async removeAll({ ownerId, postId }) {
      const { pk, sk: prefix } = keyOf.event(ownerId, postId, '');
      const rows = await queryAll(table, Key, { pk, prefix });
      for (let start = 0; start < rows.length; start += removalsAtOnce) {
        const some = rows.slice(start, start + removalsAtOnce);
        await Promise.all(some.map((Key) => table.client.send(new DeleteCommand({ TableName: table.name, Key }))));
      }
    },
  };
}
