import { TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { workIndex, workIndexKeys } from '../../config/table.ts';
import type { DueWork, WorkIndex } from '../../domain/posts/work-index.ts';
import { driveKeyOf } from './drive-keys.ts';
import { type ItemKey, keyOf, workShards } from './keys.ts';
import { mailKeyOf } from './mail-keys.ts';
import { toWorkAt } from './post-item.ts';
import { removalKeyOf } from './removal-keys.ts';
import { isConditionFailure, type Table } from './table.ts';
import { WorkItem } from './work-item.ts';

const pageItems = 100;

const Cursor = z.record(z.string(), z.unknown()).optional();

/** The sparse index over everything that somebody should look at some day. */
export function createWorkIndex(table: Table): WorkIndex {
  return {
    shards: Array.from({ length: workShards }, (_, shard) => `WORK#${shard}`),

    async listDue(shard, now, after) {
      const page = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          IndexName: workIndex,
          KeyConditionExpression: '#shard = :shard AND #at <= :now',
          ExpressionAttributeNames: { '#shard': workIndexKeys.partition, '#at': workIndexKeys.sort },
          ExpressionAttributeValues: { ':shard': shard, ':now': toWorkAt(now) },
          ExclusiveStartKey: Cursor.parse(after),
          Limit: pageItems,
        }),
      );
      const items = (page.Items ?? []).map((item) => WorkItem.safeParse(item));
      const due = items.flatMap(({ data }) => (data ? [data] : []));
      return { due, unreadable: items.length - due.length, next: page.LastEvaluatedKey };
    },

    async postpone(work, until) {
      const counts = 'nudges' in work;
      const update = new UpdateCommand({
        TableName: table.name,
        Key: keyOfWork(work),
        UpdateExpression: `SET #at = :until${counts ? ', nudges = :nudges' : ''}`,
        ConditionExpression: '#at = :seen',
        ExpressionAttributeNames: { '#at': workIndexKeys.sort },
        ExpressionAttributeValues: {
          ':until': toWorkAt(until),
          ':seen': toWorkAt(work.lookAt),
          ...(counts ? { ':nudges': work.nudges + 1 } : {}),
        },
      });
      try {
        await table.client.send(update);
      } catch (error) {
        // A worker's transaction on the same row at the same moment has set the next look as well.
        if (!isConditionFailure(error) && !(error instanceof TransactionConflictException)) throw error;
      }
    },
  };
}

function keyOfWork(work: DueWork): ItemKey {
  switch (work.kind) {
    case 'post':
      return keyOf.post(work.key.ownerId, work.key.postId);
    case 'connection':
      return keyOf.connection(work.ownerId, work.connectionId);
    case 'transfer':
      return driveKeyOf.transfer(work.key.ownerId, work.key.transferId);
    case 'drive-account':
      return driveKeyOf.driveAccount(work.ownerId, work.connectionId);
    case 'mail':
      return mailKeyOf.mail(work.key);
    case 'removal':
      return removalKeyOf(work.receiptId);
    case 'video':
      return keyOf.video(work.ownerId, work.videoId);
  }
}
