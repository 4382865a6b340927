import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { expiryAttribute } from '../../config/table.ts';
import { AuditEvent, type AuditLog } from '../../domain/audit/audit-log.ts';
import { type ItemKey, owner } from './keys.ts';
import { isConditionFailure, type Table } from './table.ts';

/** A little more than a year, so that one year can be compared with the next. */
const keptSeconds = 400 * 24 * 3600;

const Row = AuditEvent.extend({ [expiryAttribute]: z.number() });

/** Key of an event in the log of an owner's security. */
export function auditKeyOf(ownerId: string, eventId: string): ItemKey {
  return { pk: owner(ownerId), sk: `AUDIT#${eventId}` };
}

/** Logs of security in DynamoDB, one row per event beside the owner's other rows; TTL removes them. */
export function createAuditLog({ client, name: TableName }: Table): AuditLog {
  return {
    async add(ownerId, event) {
      const expiresAt = Math.ceil(event.at / 1000) + keptSeconds;
      const put = new PutCommand({
        TableName,
        Item: { ...auditKeyOf(ownerId, event.eventId), ...event, [expiryAttribute]: expiresAt },
        ConditionExpression: 'attribute_not_exists(pk)',
      });
      await client.send(put).catch((error: unknown) => {
        if (!isConditionFailure(error)) throw error;
      });
    },

    async list(ownerId, { limit, before, now }) {
      const { pk, sk: prefix } = auditKeyOf(ownerId, '');
      const page = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
          ExclusiveStartKey: before === undefined ? undefined : auditKeyOf(ownerId, before),
          ScanIndexForward: false,
          Limit: limit,
          ConsistentRead: true,
        }),
      );
      const rows = (page.Items ?? []).map((item) => Row.parse(item));
      const live = rows.filter((row) => row[expiryAttribute] * 1000 > now);
      return { events: live.map((row) => AuditEvent.parse(row)), next: page.LastEvaluatedKey && rows.at(-1)?.eventId };
    },
  };
}
