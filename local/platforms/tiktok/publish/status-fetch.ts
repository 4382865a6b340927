import type { Answer } from '../../http/answer.ts';
import type { Exchange } from '../../platform.ts';
import { authorizeTiktokCaller } from '../authorize-caller.ts';
import { readJsonBody } from '../read-json-body.ts';
import type { Tiktok } from '../tiktok.ts';
import { okAnswer, TiktokError } from '../tiktok-error.ts';
import { isPubliclyAvailable, type TiktokTask } from './task.ts';

/**
 * `POST /v2/post/publish/status/fetch/`.
 * @throws TiktokError
 * @see https://developers.tiktok.com/doc/content-posting-api-reference-get-video-status
 */
export async function handleStatusFetch(tiktok: Tiktok, exchange: Exchange): Promise<Answer> {
  const caller = authorizeTiktokCaller(tiktok, exchange, {
    scopes: ['video.publish', 'video.upload'],
    call: 'status',
    limit: tiktok.options.statusPerMinute,
  });
  const task = findOwnTask(tiktok, await readJsonBody(exchange), { ...caller, nowMs: exchange.nowMs });
  countLook(tiktok, task, exchange.nowMs);
  const isPull = task.source === 'PULL_FROM_URL';
  return okAnswer({
    status: statusOf(task),
    fail_reason: task.failReason,
    publicaly_available_post_id: isPubliclyAvailable(task, exchange.nowMs) ? [`int64:${task.postId}`] : [],
    uploaded_bytes: isPull ? 0 : task.storedBytes,
    downloaded_bytes: isPull ? task.storedBytes : 0,
  });
}

/** @throws TiktokError 400 for an id that is unknown or somebody else's */
export function findOwnTask(
  { tasks, options }: Tiktok,
  body: Record<string, unknown>,
  { openId, nowMs }: { readonly openId: string; readonly nowMs: number },
): TiktokTask {
  const task = typeof body.publish_id === 'string' ? tasks.find(body.publish_id) : undefined;
  const lifeMs = (options.publishIdSeconds ?? Number.POSITIVE_INFINITY) * 1000;
  if (!task || task.createdAtMs + lifeMs <= nowMs)
    throw new TiktokError(400, 'invalid_publish_id', 'The publish_id does not exist.');
  if (task.openId === openId) return task;
  const message = 'The access token is not authorized for the specified publish_id.';
  throw new TiktokError(400, 'token_not_authorized_for_specified_publish_id', message);
}

function statusOf({ state, source }: TiktokTask): string {
  switch (state) {
    case 'transfer':
    case 'processing':
      return source === 'PULL_FROM_URL' ? 'PROCESSING_DOWNLOAD' : 'PROCESSING_UPLOAD';
    case 'inbox':
      return 'SEND_TO_USER_INBOX';
    case 'complete':
    case 'removed':
      return 'PUBLISH_COMPLETE';
    case 'failed':
      return 'FAILED';
  }
}

/** A task that is stuck moves on after some looks. */
function countLook({ tasks }: Tiktok, task: TiktokTask, nowMs: number): void {
  const { fate } = task;
  if (task.state !== 'processing' || fate?.outcome !== 'stuck' || fate.polls === 0) return;
  tasks.save({ ...task, fate: { ...fate, polls: fate.polls - 1 } }, nowMs);
}
