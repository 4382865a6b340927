import { UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { MediaRemovals } from '../../domain/videos/media-removals.ts';
import { VideoRecord } from '../../domain/videos/video.ts';
import { keyOf } from './keys.ts';
import { isConditionFailure, type Table } from './table.ts';
import { takesPosts } from './takes-posts.ts';

type Change = Pick<UpdateCommandInput, 'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeValues'>;

/** Marks of the removal of files, in the rows of videos in DynamoDB. */
export function createMediaRemovals(table: Table): MediaRemovals {
  async function update(key: Pick<VideoRecord, 'ownerId' | 'videoId'>, change: Change) {
    const Key = keyOf.video(key.ownerId, key.videoId);
    try {
      const answer = await table.client.send(
        new UpdateCommand({ TableName: table.name, Key, ...change, ReturnValues: 'ALL_NEW' }),
      );
      return VideoRecord.parse(answer.Attributes);
    } catch (error) {
      if (isConditionFailure(error)) return undefined;
      throw error;
    }
  }

  return {
    // A new version: an edit that has seen the file stored is refused, so that it brings no other file in.
    begin: (key) =>
      update(key, {
        UpdateExpression: 'SET mediaState = :removing ADD version :one',
        ConditionExpression: `attribute_exists(pk) AND ${takesPosts.expression}`,
        ExpressionAttributeValues: { ...takesPosts.values, ':removing': 'removing', ':one': 1 },
      }),

    async cancel(key) {
      await update(key, {
        UpdateExpression: 'SET mediaState = :stored ADD version :one',
        ConditionExpression: 'mediaState = :removing',
        ExpressionAttributeValues: { ':stored': 'stored', ':removing': 'removing', ':one': 1 },
      });
    },

    async finish(key) {
      await update(key, {
        UpdateExpression:
          'SET mediaState = :removed, assets = :none, pendingAssets = :none, discarded = :empty ADD version :one REMOVE workShard, workAt',
        ConditionExpression: 'mediaState = :removing',
        ExpressionAttributeValues: {
          ':removed': 'removed',
          ':removing': 'removing',
          ':none': {},
          ':empty': [],
          ':one': 1,
        },
      });
    },
  };
}
