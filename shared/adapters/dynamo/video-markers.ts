import { GetCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { VideoRecord } from '../../domain/videos/video.ts';
import type { Duplicate } from '../../domain/videos/video-store.ts';
import { type ItemKey, keyOf } from './keys.ts';
import type { Table } from './table.ts';

/** A row whose presence says that a name or a content is taken, and by which video. */
export interface Marker {
  readonly key: ItemKey;
  readonly same: Duplicate['same'];
}

const Holder = z.object({ videoId: z.string() });

/** What a waiting video keeps others from having: its name, and its content when it was declared. */
export function markersOf({
  ownerId,
  filename,
  sha256,
}: Pick<VideoRecord, 'ownerId' | 'filename' | 'sha256'>): Marker[] {
  const name: Marker = { key: keyOf.videoName(ownerId, filename), same: 'name' };
  return sha256 === null ? [name] : [name, { key: keyOf.videoContent(ownerId, sha256), same: 'content' }];
}

/** The write that takes a marker, unless a video that still waits has it. */
export function buildTaking(
  table: Table,
  { key }: Marker,
  videoId: string,
  released: readonly string[],
): NonNullable<TransactWriteCommandInput['TransactItems']>[number] {
  const mayHave = [videoId, ...released].map((id, index) => [`:v${index}`, id] as const);
  return {
    Put: {
      TableName: table.name,
      Item: { ...key, videoId },
      ConditionExpression: `attribute_not_exists(pk) OR videoId IN (${mayHave.map(([name]) => name).join(', ')})`,
      ExpressionAttributeValues: Object.fromEntries(mayHave),
    },
  };
}

/** The first of the markers that a video outside of `released` holds. */
export async function findHolder(
  table: Table,
  markers: readonly Marker[],
  released: readonly string[],
): Promise<Duplicate | undefined> {
  const items = await Promise.all(
    markers.map(async ({ key, same }) => {
      const get = new GetCommand({ TableName: table.name, Key: { ...key }, ConsistentRead: true });
      const { Item } = await table.client.send(get);
      return Item && { videoId: Holder.parse(Item).videoId, same };
    }),
  );
  return items.find((item) => item !== undefined && !released.includes(item.videoId));
}
