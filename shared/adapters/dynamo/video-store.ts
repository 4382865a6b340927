import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { nextVideoLook } from '../../domain/videos/next-video-look.ts';
import { VideoRecord } from '../../domain/videos/video.ts';
import type { VideoStore } from '../../domain/videos/video-store.ts';
import { keyOf, workShardOf } from './keys.ts';
import { toWorkAt } from './post-item.ts';
import { isConditionFailure, setFields, type Table } from './table.ts';
import { buildTaking, findHolder, markersOf } from './video-markers.ts';
import { queryOrder } from './video-order.ts';

/** Two transactions on one item at the same time cancel each other; then the next round decides. */
const maxRounds = 5;

const Counter = z.object({ videos: z.number() });

/** Videos in DynamoDB. A video stands in the work index from the beginning until its file is gone. */
export function createVideoStore(table: Table): VideoStore {
  const { client, name: TableName } = table;
  return {
    async add(video, { mayRepeat = false, released = [] } = {}) {
      const markers = mayRepeat ? [] : markersOf(video);
      const takings = markers.map((marker) => buildTaking(table, marker, video.videoId, released));
      // Whoever carries a video a second time must not set back one that has come further.
      const put = { Put: { TableName, Item: toItem(video), ConditionExpression: 'attribute_not_exists(pk)' } };
      for (let round = 1; ; round += 1) {
        try {
          await client.send(new TransactWriteCommand({ TransactItems: [put, ...takings] }));
          return undefined;
        } catch (error) {
          if (!(error instanceof TransactionCanceledException)) throw error;
          const holder = await findHolder(table, markers, [video.videoId, ...released]);
          if (holder) return holder;
          if (round === maxRounds) throw error;
        }
      }
    },

    findRival: (file, released) => findHolder(table, markersOf(file), released),

    async takeIndex(ownerId) {
      const count = new UpdateCommand({
        TableName,
        Key: keyOf.counter(ownerId),
        UpdateExpression: 'ADD videos :one',
        ExpressionAttributeValues: { ':one': 1 },
        ReturnValues: 'UPDATED_NEW',
      });
      return Counter.parse((await client.send(count)).Attributes).videos;
    },

    async find(ownerId, videoId) {
      const get = new GetCommand({ TableName, Key: keyOf.video(ownerId, videoId), ConsistentRead: true });
      const { Item } = await client.send(get);
      return Item && VideoRecord.parse(Item);
    },

    list: (ownerId) => queryOrder(table, VideoRecord, ownerId),

    update: (ownerId, videoId, change) => updateVideo(table, { ownerId, videoId }, change),

    edit: (video, change) => updateVideo(table, video, { ...change, version: video.version + 1 }, video.version),

    async remove(video) {
      const { ownerId, videoId } = video;
      // The markers first: a crash in between leaves a video that can still be seen and deleted again.
      await Promise.all(markersOf(video).map(({ key }) => release(table, key, videoId)));
      await client.send(new DeleteCommand({ TableName, Key: keyOf.video(ownerId, videoId) }));
    },
  };
}

function toItem(video: VideoRecord): Record<string, unknown> {
  const key = keyOf.video(video.ownerId, video.videoId);
  return { ...key, ...video, ...workOf(video), kind: 'video' };
}

function workOf(video: Parameters<typeof nextVideoLook>[0] & Pick<VideoRecord, 'videoId'>) {
  return { workShard: workShardOf(video.videoId), workAt: toWorkAt(nextVideoLook(video)) };
}

const notDeleting = '(attribute_not_exists(deletingAt) OR deletingAt = :null)';

/** @param seenVersion the version that must still be there; any when left out */
async function updateVideo(
  table: Table,
  { ownerId, videoId }: { readonly ownerId: string; readonly videoId: string },
  change: Partial<VideoRecord>,
  seenVersion?: number,
): Promise<VideoRecord | undefined> {
  const { deletingAt = null } = change;
  // A deletion that dies halfway is found by its mark.
  const set = setFields({ ...change, ...(deletingAt !== null && workOf({ videoId, createdAt: 0, deletingAt })) });
  const isSeen = seenVersion === undefined ? '' : ` AND version = :seenVersion AND ${notDeleting}`;
  const update = new UpdateCommand({
    TableName: table.name,
    Key: keyOf.video(ownerId, videoId),
    ...set,
    ConditionExpression: `attribute_exists(pk)${isSeen}`,
    ExpressionAttributeValues: {
      ...set.ExpressionAttributeValues,
      ...(seenVersion === undefined ? {} : { ':seenVersion': seenVersion, ':null': null }),
    },
    ReturnValues: 'ALL_NEW',
  });
  try {
    return VideoRecord.parse((await table.client.send(update)).Attributes);
  } catch (error) {
    if (isConditionFailure(error)) return undefined;
    throw error;
  }
}

/** Gives a marker back, if it is this video's. */
async function release(
  table: Table,
  key: { readonly pk: string; readonly sk: string },
  videoId: string,
): Promise<void> {
  const remove = new DeleteCommand({
    TableName: table.name,
    Key: { ...key },
    ConditionExpression: 'attribute_not_exists(pk) OR videoId = :videoId',
    ExpressionAttributeValues: { ':videoId': videoId },
  });
  await table.client.send(remove).catch((error: unknown) => {
    if (!isConditionFailure(error)) throw error;
  });
}
