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
  const rows = video.posts.map((post) => [
    `  ${post.platform}`,
    post.status,
    howFar(post),
    post.url ?? post.error?.message ?? post.scheduled_time ?? '',
  ]);
  return [`${video.filename}: ${video.status} (${video.id})`, ...table(rows)];
}

function howFar({ status, percent, stopping }: Video['posts'][number]): string {
  if (stopping) return 'being taken back';
  return status === 'uploading' ? `${percent} %` : '';
}
