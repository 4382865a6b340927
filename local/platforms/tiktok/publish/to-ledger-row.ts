import type { LedgerRow } from '../../ledger/ledger.ts';
import type { TiktokTask } from './task.ts';

/**
 * A post or draft as the ledger knows it, by its publish id: the only name that its client knows in every case, because
 * the video's number is told of public posts only.
 */
export function toTiktokLedgerRow(task: TiktokTask): LedgerRow {
  const { post, publishedAtMs } = task;
  return {
    platform: 'tiktok',
    account: task.openId,
    kind: post === null && task.state !== 'complete' ? 'draft' : 'video',
    remoteId: task.publishId,
    title: post?.title ?? null,
    description: null,
    privacy: post?.privacy ?? null,
    publishAt: null,
    publishedAt: publishedAtMs === null ? null : new Date(publishedAtMs).toISOString(),
    bytes: task.videoSize,
    sha256: task.sha256,
  };
}
