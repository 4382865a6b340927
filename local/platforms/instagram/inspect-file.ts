import { closeSync, openSync, readSync } from 'node:fs';
import { readMp4DurationMs } from '../youtube/mp4-duration.ts';
import type { Container } from './container.ts';
import type { InstagramOptions } from './instagram-options.ts';

/** Shortest and longest video in seconds. @see https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media */
const durations = { REELS: [3, 15 * 60], VIDEO: [3, 60], STORIES: [3, 60] } as const;
const unsupported = '352/2207026';

/** What Instagram finds out about a file; `error` is code and sub-code of what it would say. */
export interface Inspection {
  readonly durationMs: number | null;
  readonly error: string | null;
}

/** Looks at a complete file as Instagram does while it processes it. */
export function inspectFile(options: InstagramOptions, container: Container, path: string, bytes: number): Inspection {
  const { mediaType, thumbOffsetMs } = container;
  if (mediaType === 'IMAGE' || mediaType === 'CAROUSEL') return { durationMs: null, error: null };
  const limit = mediaType === 'STORIES' ? options.maxStoryBytes : options.maxReelBytes;
  if (bytes > limit) return { durationMs: null, error: unsupported };
  const durationMs = bytes === 0 ? undefined : readMp4DurationMs(path, bytes);
  if (durationMs === undefined) return { durationMs: null, error: options.checksFiles ? unsupported : null };
  const [shortest, longest] = durations[mediaType];
  const fits = durationMs >= shortest * 1000 && durationMs <= longest * 1000 && isMovieFirst(path, bytes);
  if (options.checksFiles && !fits) return { durationMs, error: unsupported };
  return { durationMs, error: thumbOffsetMs >= durationMs && thumbOffsetMs > 0 ? '1/2207057' : null };
}

/** Whether the movie header comes before the media data. */
function isMovieFirst(path: string, bytes: number): boolean {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(16);
    for (let at = 0; at + 8 <= bytes; ) {
      readSync(file, head, 0, 16, at);
      const type = head.toString('latin1', 4, 8);
      if (type === 'moov') return true;
      if (type === 'mdat') return false;
      const declared = head.readUInt32BE(0);
      at += declared === 1 ? Number(head.readBigUInt64BE(8)) : Math.max(8, declared);
    }
    return false;
  } finally {
    closeSync(file);
  }
}
