import * as z from 'zod';
import { PlatformError } from '../../domain/posts/publisher.ts';
import { callGraph } from './call-graph.ts';
import type { InstagramContext } from './instagram-context.ts';

const MediaList = z.object({
  data: z
    .array(
      z.object({
        id: z.string(),
        caption: z.string().default(''),
        timestamp: z.string().default(''),
        media_product_type: z.string().optional(),
      }),
    )
    .default([]),
  paging: z.object({ cursors: z.object({ after: z.string().optional() }).optional() }).optional(),
});
export type Media = z.infer<typeof MediaList>['data'][number];

const pageSize = 25;
/** More posts than an account may make in a week. */
const maxPages = 40;

/**
 * The account's posts since a moment, newest first; stories have a list of their own.
 * @param since epoch ms
 * @param before id of a post that was there before that moment, if one is known: nothing behind it is read
 * @returns undefined when there are more than anybody can go through
 */
export async function listSince(
  context: InstagramContext,
  since: number,
  before: string | null,
): Promise<Media[] | undefined> {
  const newer: Media[] = [];
  let after: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const { data, paging } = await listPage(context, pageSize, after);
    const end = data.findIndex((media) => media.id === before || publishedAt(media) < since);
    if (end >= 0) return [...newer, ...data.slice(0, end)];
    newer.push(...data);
    after = paging?.cursors?.after;
    if (data.length < pageSize || after === undefined) return newer;
  }
  return undefined;
}

/** @returns epoch ms; NaN when Instagram does not say */
export function publishedAt({ timestamp }: Media): number {
  return Date.parse(timestamp.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
}

function listPage(context: InstagramContext, limit: number, after?: string): Promise<z.infer<typeof MediaList>> {
  const edge = context.request.mediaType === 'STORIES' ? 'stories' : 'media';
  const fields = 'id,caption,timestamp,permalink,media_product_type';
  const parameters = { fields, limit: String(limit), ...(after !== undefined && { after }) };
  return callGraph(context, { method: 'GET', path: `${context.step.account.remoteId}/${edge}`, parameters }, MediaList);
}

/** The account's newest post; null when it has none or Instagram does not say, which holds nobody up. */
export async function findNewest(context: InstagramContext): Promise<string | null> {
  const newest = await listPage(context, 1).catch((error: unknown) => {
    if (error instanceof PlatformError && error.kind !== 'reauthorize') return undefined;
    throw error;
  });
  return newest?.data[0]?.id ?? null;
}
