import type { PlatformAnswer, PlatformRequest } from '../../../../shared/platforms/send.ts';
import type { ModelOptions } from './model-options.ts';
import type { ArrivedBody, LedgerRow } from './platform-model.ts';
import { tiktokAnswer } from './tiktok-answer.ts';

interface Task {
  readonly publishId: string;
  readonly account: string;
  readonly title: string;
  readonly privacy: string;
  readonly videoSize: number;
  readonly chunkSize: number;
  readonly chunkCount: number;
  readonly addressEndsAt: number;
  stored: number;
  lost: boolean;
  arrivedAt: number | null;
  readyAt: number | null;
  failReason: string | null;
  failedAt: number | null;
}

const hour = 3600_000;
const minChunk = 5_242_880;
const maxChunk = 64_000_000;
/** How long TikTok looks at a public post before it tells its address. */
const moderationMs = 60_000;
const failReasons = ['file_format_check_failed', 'spam_risk', 'internal'] as const;

/** Publish tasks: from init through the bytes to the post, which makes itself. */
export function createTiktokTasks(
  { world, random, faults }: Pick<ModelOptions, 'world' | 'random' | 'faults'>,
  drawProcessingMs: () => number,
) {
  const tasks = new Map<string, Task>();
  let received = 0;

  function open(body: InitBody, account: string, origin: string): PlatformAnswer {
    const { video_size: videoSize, chunk_size: chunkSize, total_chunk_count: chunkCount } = body.source_info;
    if (body.source_info.source !== 'FILE_UPLOAD' || !isValidPlan(videoSize, chunkSize, chunkCount)) {
      return tiktokAnswer(400, 'invalid_params');
    }
    if (body.post_info.title.includes('<')) return tiktokAnswer(400, 'invalid_params');
    const publishId = `v_pub_file~${tasks.size + 1}`;
    tasks.set(publishId, {
      ...{ publishId, account, videoSize, chunkSize, chunkCount },
      title: body.post_info.title,
      privacy: body.post_info.privacy_level,
      addressEndsAt: world.now() + hour,
      ...{ stored: 0, lost: false, arrivedAt: null, readyAt: null, failReason: null, failedAt: null },
    });
    const upload_url = `${origin}/video/?upload_id=${publishId}&upload_token=secret`;
    return tiktokAnswer(200, 'ok', { publish_id: publishId, upload_url });
  }

  function put({ url, headers }: PlatformRequest, body: ArrivedBody | undefined): PlatformAnswer {
    const task = tasks.get(url.searchParams.get('upload_id') ?? '');
    if (task && random() < faults().loseUpload) task.lost = true;
    if (!task || task.lost || task.failReason !== null) return tiktokAnswer(404, 'not_found');
    if (task.addressEndsAt <= world.now()) return tiktokAnswer(403, 'forbidden');
    const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers['content-range'] ?? '');
    if (!range || !body) return tiktokAnswer(400, 'invalid_params');
    const [start = 0, end = 0, total = 0] = range.slice(1).map(Number);
    if (body.offset !== start) throw new Error(`INVARIANT: bytes of ${body.offset} claim to be at ${start}.`);
    received += body.bytes;
    if (total !== task.videoSize) return tiktokAnswer(400, 'invalid_params');
    if (start !== task.stored) return outOfOrder(task, end);
    if (end !== endOfChunk(task)) return tiktokAnswer(400, 'invalid_file_upload');
    // A chunk that is not whole is not kept.
    if (body.bytes < end - start + 1) throw new Error('ECONNRESET');
    task.stored = end + 1;
    if (task.stored < task.videoSize) return { ...progress(task), status: 206 };
    arrive(task);
    return { ...progress(task), status: 201 };
  }

  /** What a repeated chunk is answered is not documented. */
  function outOfOrder(task: Task, end: number): PlatformAnswer {
    if (end >= task.stored || random() < 0.5) return { ...progress(task), status: 416 };
    return { ...progress(task), status: task.arrivedAt === null ? 206 : 201 };
  }

  function arrive(task: Task): void {
    task.arrivedAt = world.now();
    task.readyAt = world.now() + drawProcessingMs();
    if (random() >= faults().rejectVideo) return;
    task.failReason = failReasons[Math.floor(random() * failReasons.length)] ?? 'internal';
    task.failedAt = task.readyAt;
  }

  function status(publishId: string, account: string): PlatformAnswer {
    const task = tasks.get(publishId);
    if (!task) return tiktokAnswer(400, 'invalid_publish_id');
    if (task.account !== account) return tiktokAnswer(400, 'token_not_authorized_for_specified_publish_id');
    const now = world.now();
    if (task.failedAt !== null && task.failedAt <= now) {
      return tiktokAnswer(200, 'ok', { status: 'FAILED', fail_reason: task.failReason });
    }
    const { readyAt, stored, privacy } = task;
    if (readyAt === null || readyAt > now) {
      return tiktokAnswer(200, 'ok', { status: 'PROCESSING_UPLOAD', fail_reason: '', uploaded_bytes: stored });
    }
    const isPublic = privacy === 'PUBLIC_TO_EVERYONE' && readyAt + moderationMs <= now;
    const ids = isPublic ? ['7300000000000000001'] : [];
    return tiktokAnswer(200, 'ok', { status: 'PUBLISH_COMPLETE', publicaly_available_post_id: ids });
  }

  return {
    open,
    put,
    status,
    bytesReceived: () => received,
    /** What is under way for a grant that has ended fails. */
    failPending(account: string): void {
      const now = world.now();
      for (const task of tasks.values()) {
        if (task.account !== account || task.failReason !== null) continue;
        if (task.readyAt !== null && task.readyAt <= now) continue;
        Object.assign(task, { failReason: 'auth_removed', failedAt: now });
      }
    },
    ledger: (): LedgerRow[] => [...tasks.values()].flatMap(toLedgerRow),
  };
}

interface InitBody {
  readonly post_info: { readonly title: string; readonly privacy_level: string };
  readonly source_info: {
    readonly source: string;
    readonly video_size: number;
    readonly chunk_size: number;
    readonly total_chunk_count: number;
  };
}

/** @see https://developers.tiktok.com/doc/content-posting-api-media-transfer-guide */
function isValidPlan(videoSize: number, chunkSize: number, chunkCount: number): boolean {
  if (chunkCount !== Math.max(1, Math.floor(videoSize / chunkSize)) || chunkCount > 1000) return false;
  if (chunkCount === 1) return chunkSize === videoSize && videoSize <= maxChunk;
  return chunkSize >= minChunk && chunkSize <= maxChunk;
}

/** Last byte of the chunk that comes next; the last chunk takes the rest with it. */
function endOfChunk({ stored, chunkSize, chunkCount, videoSize }: Task): number {
  return stored / chunkSize >= chunkCount - 1 ? videoSize - 1 : stored + chunkSize - 1;
}

function progress({ stored, videoSize }: Task) {
  const headers = stored === 0 ? {} : { 'content-range': `bytes 0-${stored - 1}/${videoSize}` };
  return { headers, text: '' };
}

/** A task whose bytes are all there is a post unless something is wrong with it. */
function toLedgerRow({ publishId, account, title, videoSize, arrivedAt, readyAt, failedAt }: Task): LedgerRow[] {
  if (arrivedAt === null) return [];
  return [
    {
      ...{ platform: 'tiktok', account, remoteId: publishId, words: title, bytes: videoSize },
      ...{ createdAt: arrivedAt, visibleAt: readyAt, goneAt: failedAt },
    },
  ];
}
