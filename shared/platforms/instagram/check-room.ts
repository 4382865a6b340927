import * as z from 'zod';
import { PlatformError } from '../../domain/posts/publisher.ts';
import { callGraph } from './call-graph.ts';
import { postsUsedUp } from './error-table.ts';
import type { InstagramContext } from './instagram-context.ts';
import { quotaOf } from './publishing-limit.ts';

/**
 * Asks whether the account may publish another post today. An account that Instagram says nothing about is not held up:
 * publishing tells.
 * @throws PlatformError `quota`
 * @see https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/content_publishing_limit
 */
export async function assertRoom(context: InstagramContext): Promise<void> {
  const path = `${context.step.account.remoteId}/content_publishing_limit`;
  const call = { method: 'GET', path, parameters: { fields: 'quota_usage,config' } } as const;
  const answer = await callGraph(context, call, z.unknown()).catch((error: unknown) => {
    if (error instanceof PlatformError && error.kind !== 'reauthorize') return undefined;
    throw error;
  });
  const quota = quotaOf(answer);
  if (!quota || quota.used < quota.total) return;
  const { kind, message, wait } = postsUsedUp;
  throw new PlatformError(kind, 'posts_used_up', message, { retryAfterSeconds: wait ?? 3600 });
}
