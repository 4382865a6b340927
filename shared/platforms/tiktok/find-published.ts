import { fetchStatus } from './fetch-status.ts';
import type { TiktokContext } from './tiktok-context.ts';

/**
 * The first of these tasks that became a post or a draft.
 * @throws PlatformError `unknown` when TikTok does not tell
 */
export async function findPublished(
  context: TiktokContext,
  publishIds: readonly string[],
): Promise<string | undefined> {
  for (const publishId of publishIds) {
    const status = await fetchStatus(context, publishId);
    if (status.kind === 'published' || status.kind === 'in-inbox') return publishId;
    const { sizeBytes } = context.step.source;
    if (status.kind === 'under-way' && (status.uploadedBytes ?? 0) >= sizeBytes) return publishId;
  }
  return undefined;
}
