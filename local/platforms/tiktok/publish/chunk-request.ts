import type { Exchange } from '../../platform.ts';
import { TiktokError } from '../tiktok-error.ts';
import type { ChunkRange } from './receive-chunk.ts';
import type { TiktokTask } from './task.ts';

const contentTypes = ['video/mp4', 'video/quicktime', 'video/webm'];

/**
 * Understands the headers of a PUT to an upload address.
 * @throws TiktokError 400 when they are malformed or contradict each other or the task
 * @see https://developers.tiktok.com/doc/content-posting-api-media-transfer-guide
 */
export function parseChunkRequest({ request }: Exchange, { videoSize }: TiktokTask): ChunkRange {
  const { headers } = request;
  if (!contentTypes.includes(headers['content-type'] ?? '')) throw refused('The Content-Type is not supported.');
  const range = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(headers['content-range'] ?? '');
  if (!range) throw refused('The Content-Range header is missing or malformed.');
  const [start, end, total] = [Number(range[1]), Number(range[2]), Number(range[3])];
  if (total !== videoSize) throw refused('The total of Content-Range is not the video size.');
  if (end < start || end >= total) throw refused('The Content-Range is out of bounds.');
  if (Number(headers['content-length']) !== end - start + 1) {
    throw refused('The Content-Length does not match the Content-Range.');
  }
  return { start, end };
}

function refused(message: string): TiktokError {
  return new TiktokError(400, 'invalid_file_upload', message);
}
