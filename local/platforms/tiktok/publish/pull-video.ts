import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Tiktok } from '../tiktok.ts';
import { arrive } from './arrive.ts';
import type { TiktokTask } from './task.ts';
import { failTask } from './task-life.ts';

/** A download may take an hour. */
const maxPullMs = 3600 * 1000;

/**
 * Downloads the video of a pull task in the background. No redirect is followed.
 * @see https://developers.tiktok.com/doc/content-posting-api-media-transfer-guide
 */
export function pullVideo(tiktok: Tiktok, task: TiktokTask, url: URL): void {
  const { tasks, context } = tiktok;
  const nowMs = () => context.clock.nowMs();
  download(tiktok, task, url)
    .then(({ bytes, sha256 }) => {
      const current = tasks.find(task.publishId);
      if (current?.state !== 'transfer') return;
      arrive(tiktok, { ...current, videoSize: bytes, storedBytes: bytes }, sha256, nowMs());
    })
    .catch(() => {
      const current = tasks.find(task.publishId);
      if (current?.state === 'transfer') tasks.save(failTask(current, 'video_pull_failed'), nowMs());
    })
    // The simulation was closed in the middle: a task that nobody pulls stays as it is.
    .catch(() => undefined);
}

async function download({ tasks }: Tiktok, task: TiktokTask, url: URL) {
  const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(maxPullMs) });
  if (!answer.ok || !answer.body) throw new Error(`${url.origin} answered ${answer.status}`);
  const path = tasks.filePath(task.uploadId);
  mkdirSync(dirname(path), { recursive: true });
  const hash = createHash('sha256');
  let bytes = 0;
  const count = async function* (source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  };
  await pipeline(Readable.from(answer.body), count, createWriteStream(path));
  return { bytes, sha256: hash.digest('hex') };
}
