import type { TiktokTask } from '../publish/task.ts';

/** Something that an app is told. `content` is JSON, as text. */
export interface WebhookEvent {
  readonly event: string;
  readonly content: string;
}

/**
 * What an app is told when a task has changed.
 * @param before undefined for a new one
 * @see https://developers.tiktok.com/doc/webhooks-events
 */
export function listTaskEvents(before: TiktokTask | undefined, after: TiktokTask): WebhookEvent[] {
  const names = [
    ...(before?.state === after.state ? [] : stateEvents(after)),
    ...(isAvailable(before) || !isAvailable(after) ? [] : ['post.publish.publicly_available']),
    // TikTok's spelling.
    ...(isAvailable(before) && before?.state !== after.state && after.state === 'removed'
      ? ['post.publish.no_longer_publicaly_available']
      : []),
  ];
  return names.map((event) => ({ event, content: contentOf(event, after) }));
}

function stateEvents({ state }: TiktokTask): string[] {
  if (state === 'failed') return ['post.publish.failed'];
  if (state === 'complete') return ['post.publish.complete'];
  return state === 'inbox' ? ['post.publish.inbox_delivered'] : [];
}

/** A public post that has been looked at is seen from then on. */
function isAvailable(task: TiktokTask | undefined): boolean {
  return task?.post?.privacy === 'PUBLIC_TO_EVERYONE' && task.publishedAtMs !== null;
}

/** The number of a video is a 64-bit integer, so it is written by hand. */
function contentOf(event: string, { publishId, post, postId, failReason }: TiktokTask): string {
  const type = post === null ? 'INBOX_SHARE' : 'DIRECT_PUBLISH';
  const whole = JSON.stringify({
    publish_id: publishId,
    ...(event === 'post.publish.failed' && { reason: failReason }),
    publish_type: type,
  });
  return event.endsWith('_available') ? whole.replace('{', `{"post_id":${postId},`) : whole;
}
