import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { orderIndex, orderKey } from '../../config/table.ts';
import { VideoRecord } from '../../domain/videos/video.ts';
import type { Place, VideoOrder } from '../../domain/videos/video-order.ts';
import { batchGet } from './batch-get.ts';
import { keyOf } from './keys.ts';
import { isConditionFailure, type Table } from './table.ts';

const PlaceRow = z.object({ videoId: z.string(), position: z.string() });
const placeFields = ['videoId', orderKey];

/** The order of videos by the local index over their positions, read consistently. */
export function createVideoOrder(table: Table): VideoOrder {
  const placesWhere = (ownerId: string, where: OrderQuery) =>
    queryOrder(table, PlaceRow, ownerId, { ...where, onlyPlaces: true });
  return {
    async listPage(ownerId, { limit, after }) {
      // One more than asked tells whether there is a next page; DynamoDB's own mark is also there at the very end.
      const items = await queryOrder(table, VideoRecord, ownerId, { limit: limit + 1, after });
      const videos = items.slice(0, limit);
      const last = videos.at(-1);
      const next = last && { videoId: last.videoId, position: last.position };
      return { videos, next: items.length > limit ? next : undefined };
    },

    findPlaces: (ownerId, videoIds) =>
      batchGet(
        table,
        PlaceRow,
        videoIds.map((videoId) => keyOf.video(ownerId, videoId)),
        placeFields,
      ),

    async readStretch(ownerId, first, last) {
      const [places, [before], [after]] = await Promise.all([
        placesWhere(ownerId, { condition: '#order BETWEEN :first AND :last', values: { first, last } }),
        placesWhere(ownerId, { condition: '#order < :first', values: { first }, backwards: true, limit: 1 }),
        placesWhere(ownerId, { condition: '#order > :last', values: { last }, limit: 1 }),
      ]);
      return { places, before: before?.position ?? null, after: after?.position ?? null };
    },

    async move(ownerId, { videoId, position: seen }, position) {
      const update = new UpdateCommand({
        TableName: table.name,
        Key: keyOf.video(ownerId, videoId),
        UpdateExpression: 'SET #order = :position',
        ConditionExpression: '#order = :seen',
        ExpressionAttributeNames: { '#order': orderKey },
        ExpressionAttributeValues: { ':position': position, ':seen': seen },
      });
      try {
        await table.client.send(update);
        return true;
      } catch (error) {
        if (isConditionFailure(error)) return false;
        throw error;
      }
    },
  };
}

interface OrderQuery {
  /** On `#order`, beside the owner; everything when left out. */
  readonly condition?: string;
  readonly values?: Readonly<Record<string, string>>;
  /** Reads nothing else of the videos. */
  readonly onlyPlaces?: boolean;
  readonly limit?: number;
  readonly after?: Place | undefined;
  readonly backwards?: boolean;
}

/** Reads an owner's videos in their order. Only videos have a position, so nothing else is in the index. */
export async function queryOrder<Schema extends z.ZodType>(
  table: Table,
  schema: Schema,
  ownerId: string,
  query: OrderQuery = {},
): Promise<z.infer<Schema>[]> {
  const { limit = Number.POSITIVE_INFINITY, after } = query;
  const input = buildQuery(table, ownerId, query);
  const items: z.infer<Schema>[] = [];
  let start: Record<string, unknown> | undefined = after && {
    ...keyOf.video(ownerId, after.videoId),
    [orderKey]: after.position,
  };
  do {
    const rest = Number.isFinite(limit) ? { Limit: limit - items.length } : {};
    const page = await table.client.send(new QueryCommand({ ...input, ...rest, ExclusiveStartKey: start }));
    for (const item of page.Items ?? []) items.push(schema.parse(item));
    start = page.LastEvaluatedKey;
  } while (start && items.length < limit);
  return items;
}

function buildQuery(table: Table, ownerId: string, query: OrderQuery) {
  const { condition, values = {}, onlyPlaces = false, backwards = false } = query;
  const given = Object.entries(values).map(([name, value]) => [`:${name}`, value]);
  return {
    TableName: table.name,
    IndexName: orderIndex,
    KeyConditionExpression: condition ? `pk = :pk AND ${condition}` : 'pk = :pk',
    ExpressionAttributeValues: { ':pk': keyOf.video(ownerId, '').pk, ...Object.fromEntries(given) },
    ...(condition || onlyPlaces ? { ExpressionAttributeNames: { '#order': orderKey } } : {}),
    ...(onlyPlaces ? { ProjectionExpression: 'videoId, #order' } : {}),
    ConsistentRead: true,
    ScanIndexForward: !backwards,
  };
}
