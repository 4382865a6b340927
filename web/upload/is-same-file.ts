import type { Video } from '../data/api.ts';

/** Whether a file is the one that a video was begun with, as far as can be known without reading it. */
export function isSameFile(file: File, video: Pick<Video, 'filename' | 'file_size_bytes' | 'status'>): boolean {
  return video.status === 'receiving' && video.filename === file.name && video.file_size_bytes === file.size;
}
