import * as z from 'zod';
import { PlatformError } from '../../domain/posts/publisher.ts';
import { callAuthorized, type TiktokContext } from './tiktok-context.ts';

const PostIds = z.array(z.union([z.string(), z.number()]).transform(String));
const StatusData = z.object({
  status: z.string(),
  fail_reason: z.string().nullish(),
  /** TikTok's spelling. */
  publicaly_available_post_id: PostIds.nullish(),
  uploaded_bytes: z.coerce.number().nullish(),
});

/** What became of a task. */
export type TaskStatus =
  | { readonly kind: 'under-way'; readonly uploadedBytes: number | null }
  | { readonly kind: 'in-inbox' }
  /** Null: not public, or not looked at by TikTok yet. */
  | { readonly kind: 'published'; readonly videoId: string | null }
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * Asks what became of a task; 30 times a minute at most.
 * @throws PlatformError. Never `rejected`: that TikTok does not tell says nothing about whether the post is there.
 * @see https://developers.tiktok.com/doc/content-posting-api-reference-get-video-status
 */
export async function fetchStatus(context: TiktokContext, publishId: string): Promise<TaskStatus> {
  const call = {
    method: 'POST',
    url: context.addresses.status,
    body: { publish_id: publishId },
    data: StatusData,
  } as const;
  const data = await callAuthorized(context, call).catch((error: unknown) => {
    throw toReadError(error);
  });
  switch (data.status) {
    case 'SEND_TO_USER_INBOX':
      return { kind: 'in-inbox' };
    case 'PUBLISH_COMPLETE':
      return { kind: 'published', videoId: data.publicaly_available_post_id?.[0] ?? null };
    case 'FAILED':
      return { kind: 'failed', reason: data.fail_reason || 'unknown' };
    default:
      return { kind: 'under-way', uploadedBytes: data.uploaded_bytes ?? null };
  }
}

function toReadError(error: unknown): unknown {
  if (!(error instanceof PlatformError) || error.kind !== 'rejected') return error;
  const message = 'TikTok does not tell Hopper what became of the video. Look at the account whether it is there.';
  return new PlatformError('unknown', error.causeCode, message, { cause: error });
}
