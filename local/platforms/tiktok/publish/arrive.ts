import type { Tiktok } from '../tiktok.ts';
import { judgeMedia } from './judge-media.ts';
import type { TiktokTask } from './task.ts';

/** All bytes are there: publishing starts by itself, and the checks of the file run in it. */
export function arrive(tiktok: Tiktok, task: TiktokTask, sha256: string, nowMs: number): void {
  const { options, tasks, context } = tiktok;
  const account = options.accounts.find(({ id }) => id === task.accountId);
  const seconds = options.processingSeconds + (task.videoSize / 1024 ** 3) * options.processingSecondsPerGibibyte;
  const path = tasks.filePath(task.uploadId);
  const limits = { maxSeconds: task.post ? (account?.maxDurationSeconds ?? 600) : 600, strict: options.strictMedia };
  tasks.save(
    {
      ...task,
      state: 'processing',
      arrivedAtMs: nowMs,
      readyAtMs: Math.round(nowMs + seconds * 1000),
      sha256,
      kept: task.videoSize <= options.maxKeptBytes,
      verdict: judgeMedia(path, task.videoSize, limits),
    },
    nowMs,
  );
  context.stats.add('tiktok', 'tasksFilled');
}
