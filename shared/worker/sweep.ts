import type { Clock } from '../domain/clock.ts';
import type { HintQueue } from '../domain/posts/hint-queue.ts';
import type { DueWork, WorkIndex } from '../domain/posts/work-index.ts';
import type { MediaStore } from '../domain/videos/media-store.ts';
import { storedObjects } from '../domain/videos/stored-objects.ts';
import type { VideoStore } from '../domain/videos/video-store.ts';
import type { WorkerLog } from './worker-log.ts';

export interface SweepDeps {
  readonly work: WorkIndex;
  readonly hints: HintQueue;
  readonly videos: Pick<VideoStore, 'find' | 'remove'>;
  readonly media: Pick<MediaStore, 'abort' | 'remove'>;
  readonly clock: Clock;
  readonly log: WorkerLog;
}

/** The most that one run does; what is left is still due a minute later. */
const maxItems = 2_000;
const firstNudgeMs = 5 * 60_000;
const longestNudgeMs = 60 * 60_000;

export interface SweepCounts {
  readonly hinted: number;
  readonly abandoned: number;
  readonly failed: number;
}

/**
 * Repairs what hints have lost: every post whose time has come without a worker taking it is hinted at again, every
 * upload that was not finished in time is given up. One thing that fails does not keep the others.
 * @param endsAt when the process will be stopped, epoch ms; no page is begun after it
 */
export async function sweep(deps: SweepDeps, endsAt: number): Promise<SweepCounts> {
  const counts = { hinted: 0, abandoned: 0, failed: 0 };
  const now = deps.clock.now();
  for (const shard of deps.work.shards) {
    let after: unknown;
    do {
      const page = await deps.work.listDue(shard, now, after);
      for (const outcome of await Promise.all(page.due.map((item) => repair(deps, item)))) counts[outcome] += 1;
      counts.failed += page.unreadable;
      after = page.next;
    } while (after && deps.clock.now() < endsAt && counts.hinted + counts.abandoned + counts.failed < maxItems);
  }
  return counts;
}

async function repair(deps: SweepDeps, work: DueWork): Promise<keyof SweepCounts> {
  try {
    if (work.kind === 'upload') return await abandon(deps, work);
    await deps.hints.send(work.platform, work.key);
    // A long queue is not made longer every minute: the more hints a post had, the later the next one.
    const putOffMs = Math.min(longestNudgeMs, firstNudgeMs * 2 ** work.nudges);
    await deps.work.postpone(work, deps.clock.now() + putOffMs);
    return 'hinted';
  } catch (error) {
    deps.log.error('could not repair', { work, error });
    return 'failed';
  }
}

/** The parts go first and the row last, so that a sweep that dies in between is repeated. */
async function abandon(
  deps: SweepDeps,
  { ownerId, videoId }: Extract<DueWork, { kind: 'upload' }>,
): Promise<keyof SweepCounts> {
  const video = await deps.videos.find(ownerId, videoId);
  if (video?.state !== 'receiving') return 'abandoned';
  await deps.media.abort(video);
  for (const key of storedObjects(video)) await deps.media.remove(key);
  await deps.videos.remove(video);
  return 'abandoned';
}
