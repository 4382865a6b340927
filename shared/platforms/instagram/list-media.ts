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
});
export type Media = z.infer<typeof MediaList>['data'][number];

/** The account's posts, newest first; stories have a list of their own. */
export async function listRecent(context: InstagramContext, limit: number): Promise<Media[]> {
  const edge = context.request.mediaType === 'STORIES' ? 'stories' : 'media';
  const parameters = { fields: 'id,caption,timestamp,permalink,media_product_type', limit: String(limit) };
  const path = `${context.step.account.remoteId}/${edge}`;
  return (await callGraph(context, { method: 'GET', path, parameters }, MediaList)).data;
}

/** The account's newest post; null when it has none or Instagram does not say, which holds nobody up. */
export async function findNewest(context: InstagramContext): Promise<string | null> {
  const [newest] = await listRecent(context, 1).catch((error: unknown) => {
    if (error instanceof PlatformError && error.kind !== 'reauthorize') return [];
    throw error;
  });
  return newest?.id ?? null;
}
