import type { Answer } from '../../http/answer.ts';
import type { Exchange } from '../../platform.ts';
import { authorizeTiktokCaller } from '../authorize-caller.ts';
import { readJsonBody } from '../read-json-body.ts';
import type { Tiktok } from '../tiktok.ts';
import { okAnswer, TiktokError } from '../tiktok-error.ts';
import { findOwnTask } from './status-fetch.ts';
import { failTask } from './task-life.ts';

/** `POST /v2/post/publish/cancel/`: best effort, for what has not all its bytes. @throws TiktokError */
export async function handleCancel(tiktok: Tiktok, exchange: Exchange): Promise<Answer> {
  const caller = authorizeTiktokCaller(tiktok, exchange, {
    scopes: ['video.publish', 'video.upload'],
    call: 'status',
    limit: tiktok.options.statusPerMinute,
  });
  const task = findOwnTask(tiktok, await readJsonBody(exchange), { ...caller, nowMs: exchange.nowMs });
  if (task.state !== 'transfer') {
    throw new TiktokError(400, 'publish_not_cancellable', 'The publish task cannot be cancelled any more.');
  }
  tiktok.tasks.save(failTask(task, 'publish_cancelled'), exchange.nowMs);
  return okAnswer({});
}
