import { randomBytes, randomInt } from 'node:crypto';
import type { Answer } from '../../http/answer.ts';
import type { Exchange } from '../../platform.ts';
import { authorizeTiktokCaller, type TiktokCaller } from '../authorize-caller.ts';
import { assertMayPost } from '../creator-info.ts';
import { readJsonBody } from '../read-json-body.ts';
import { type Tiktok, toTiktokUrl } from '../tiktok.ts';
import { okAnswer, TiktokError } from '../tiktok-error.ts';
import { parsePostInfo } from './post-info.ts';
import { pullVideo } from './pull-video.ts';
import { readTaskFate } from './read-fate.ts';
import { parseSourceInfo, type TaskSource } from './source-info.ts';
import type { PostInfo, TiktokTask } from './task.ts';
import { uploadIdOf } from './tasks.ts';

const dayMs = 24 * 3600 * 1000;

/** `POST /v2/post/publish/video/init/`: a direct post. @throws TiktokError */
export async function handleDirectInit(tiktok: Tiktok, exchange: Exchange): Promise<Answer> {
  const caller = authorizeInit(tiktok, exchange, 'video.publish');
  const body = await readJsonBody(exchange);
  const post = parsePostInfo(caller, body.post_info);
  const source = parseSourceInfo(tiktok, caller.app, body.source_info);
  assertMayPost(tiktok, caller, { nowMs: exchange.nowMs, status: 403 });
  return createTask(tiktok, exchange, { caller, post, source });
}

/** `POST /v2/post/publish/inbox/video/init/`: a draft for the account's inbox. @throws TiktokError */
export async function handleInboxInit(tiktok: Tiktok, exchange: Exchange): Promise<Answer> {
  const caller = authorizeInit(tiktok, exchange, 'video.upload');
  const body = await readJsonBody(exchange);
  const source = parseSourceInfo(tiktok, caller.app, body.source_info);
  const pending = tiktok.tasks.countPendingDrafts(caller.account.id, exchange.nowMs - dayMs);
  if (pending >= tiktok.options.pendingDrafts) {
    const message = 'There may be at most 5 pending shares within any 24-hour period.';
    throw new TiktokError(403, 'spam_risk_too_many_pending_share', message);
  }
  return createTask(tiktok, exchange, { caller, post: null, source });
}

/** Direct posts and drafts share one window. */
function authorizeInit(tiktok: Tiktok, exchange: Exchange, scope: string): TiktokCaller {
  return authorizeTiktokCaller(tiktok, exchange, {
    scopes: [scope],
    call: 'init',
    limit: tiktok.options.initsPerMinute,
  });
}

interface Wish {
  readonly caller: TiktokCaller;
  readonly post: PostInfo | null;
  readonly source: TaskSource;
}

function createTask(tiktok: Tiktok, exchange: Exchange, wish: Wish): Answer {
  const task = buildTask(tiktok, exchange, wish);
  tiktok.tasks.save(task, exchange.nowMs);
  tiktok.context.stats.add('tiktok', 'tasksCreated');
  const { publishId: publish_id, uploadId, uploadToken } = task;
  if (wish.source.kind === 'PULL_FROM_URL') {
    // It starts by itself: whether anybody hears the answer does not matter.
    pullVideo(tiktok, task, wish.source.url);
    return okAnswer({ publish_id });
  }
  const address = new URL(`${toTiktokUrl(exchange)}/video/`);
  address.searchParams.set('upload_id', uploadId);
  address.searchParams.set('upload_token', uploadToken);
  return okAnswer({ publish_id, upload_url: address.href });
}

function buildTask({ options }: Tiktok, { nowMs, faults }: Exchange, { caller, post, source }: Wish): TiktokTask {
  const fate = readTaskFate(faults);
  const publishId = newPublishId(post, source);
  const plan = source.kind === 'FILE_UPLOAD' ? source.plan : { videoSize: 0, chunkSize: 0, chunkCount: 0 };
  return {
    publishId,
    clientKey: caller.app.clientKey,
    accountId: caller.account.id,
    openId: caller.openId,
    createdAtMs: nowMs,
    post: post && fate?.outcome === 'private' ? { ...post, privacy: 'SELF_ONLY' } : post,
    source: source.kind,
    ...plan,
    storedBytes: 0,
    uploadId: uploadIdOf(publishId),
    uploadToken: randomBytes(16).toString('hex'),
    urlExpiresAtMs: nowMs + options.uploadUrlSeconds * 1000,
    urlLost: false,
    state: 'transfer',
    failReason: '',
    arrivedAtMs: null,
    readyAtMs: null,
    publishedAtMs: null,
    moderatedAtMs: null,
    postId: newNumber(),
    sha256: null,
    kept: true,
    verdict: '',
    fate,
  };
}

function newPublishId(post: PostInfo | null, source: TaskSource): string {
  const flow = post === null ? 'inbox' : 'pub';
  const from = source.kind === 'FILE_UPLOAD' ? 'file' : 'url';
  return `v_${flow}_${from}~v2-1.${newNumber()}`;
}

/** Nineteen digits: more than a double can tell apart. */
function newNumber(): string {
  const half = () => String(randomInt(1_000_000_000)).padStart(9, '0');
  return `7${half()}${half()}`;
}
