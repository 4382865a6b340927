import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { VideoRecord } from '../../domain/videos/video.ts';
import type { VideoStore } from '../../domain/videos/video-store.ts';
import { keyOf, prefixOf, workShardOf } from './keys.ts';
import { isConditionFailure, queryAll, setFields, type Table } from './table.ts';

/** An upload that has not been completed after this time is given up. */
export const unfinishedUploadMilliseconds = 24 * 60 * 60_000;

const NameHolder = z.object({ videoId: z.string() });

/** Videos in DynamoDB. A video that is still receiving stands in the work index, so that the sweeper finds it. */
export function createVideoStore(table: Table): VideoStore {
  return {
    async add(video, mayTakeNameFrom) {
      const key = keyOf.video(video.ownerId, video.videoId);
      const work = {
        workShard: workShardOf(video.videoId),
        workAt: new Date(video.createdAt + unfinishedUploadMilliseconds).toISOString(),
      };
      const name = keyOf.videoName(video.ownerId, video.filename);
      const transaction = new TransactWriteCommand({
        TransactItems: [
          { Put: { TableName: table.name, Item: { ...key, ...video, ...work, kind: 'video' } } },
          {
            Put: {
              TableName: table.name,
              Item: { ...name, videoId: video.videoId },
              ConditionExpression: 'attribute_not_exists(pk) OR videoId = :from',
              ExpressionAttributeValues: { ':from': mayTakeNameFrom ?? '-' },
              ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
            },
          },
        ],
      });
      try {
        await table.client.send(transaction);
        return undefined;
      } catch (error) {
        if (!(error instanceof TransactionCanceledException)) throw error;
        const holder = await table.client.send(
          new GetCommand({ TableName: table.name, Key: name, ConsistentRead: true }),
        );
        if (!holder.Item) throw error;
        return NameHolder.parse(holder.Item).videoId;
      }
    },

    async find(ownerId, videoId) {
      const answer = await table.client.send(
        new GetCommand({ TableName: table.name, Key: keyOf.video(ownerId, videoId), ConsistentRead: true }),
      );
      return answer.Item && VideoRecord.parse(answer.Item);
    },

    list: (ownerId) => queryAll(table, VideoRecord, { pk: keyOf.video(ownerId, '').pk, prefix: prefixOf.video }),

    async update(ownerId, videoId, change) {
      const set = setFields(change);
      const update = new UpdateCommand({
        TableName: table.name,
        Key: keyOf.video(ownerId, videoId),
        ...set,
        UpdateExpression: set.UpdateExpression + (change.state === 'ready' ? ' REMOVE workShard, workAt' : ''),
        ConditionExpression: 'attribute_exists(pk)',
        ReturnValues: 'ALL_NEW',
      });
      try {
        return VideoRecord.parse((await table.client.send(update)).Attributes);
      } catch (error) {
        if (isConditionFailure(error)) return undefined;
        throw error;
      }
    },

    async remove(video) {
      const name = new DeleteCommand({
        TableName: table.name,
        Key: keyOf.videoName(video.ownerId, video.filename),
        ConditionExpression: 'attribute_not_exists(pk) OR videoId = :videoId',
        ExpressionAttributeValues: { ':videoId': video.videoId },
      });
      // The name first: a crash in between leaves a video that can still be seen and deleted again.
      await table.client.send(name).catch((error: unknown) => {
        if (!isConditionFailure(error)) throw error;
      });
      await table.client.send(
        new DeleteCommand({ TableName: table.name, Key: keyOf.video(video.ownerId, video.videoId) }),
      );
    },
  };
}
