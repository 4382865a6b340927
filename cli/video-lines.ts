import type { Video } from '../shared/contract/routes/video-shapes.ts';
import { table } from './table.ts';

/** A queue as a table. */
export function queueLines(videos: readonly Video[]): string[] {
  if (videos.length === 0) return ['The queue is empty.'];
  const rows = videos.map(({ id, filename, status, upload_progress, scheduled_time }) => [
    id,
    status,
    status === 'uploading' ? `${upload_progress} %` : (scheduled_time ?? ''),
    filename,
  ]);
  return table([['ID', 'STATUS', 'WHEN', 'FILE'], ...rows]);
}

/** One video with what became of it everywhere. */
export function videoLines(video: Video): string[] {
  const rows = video.posts.map(({ platform, status, percent, url, error, scheduled_time }) => [
    `  ${platform}`,
    status,
    status === 'uploading' ? `${percent} %` : '',
    url ?? error?.message ?? scheduled_time ?? '',
  ]);
  return [`${video.filename}: ${video.status} (${video.id})`, ...table(rows)];
}
