import { createFile, type Movie, MP4BoxBuffer } from 'mp4box';
import type * as z from 'zod';
import type { Media } from '../contract/routes/video-shapes.ts';

/** Never read more of a file than this to learn what it holds. */
const maxHeaderBytes = 2 * 1024 * 1024;
const chunkBytes = 128 * 1024;

/** Reads bytes `start` to `end`, both included. */
export type ReadRange = (start: number, end: number) => Promise<Uint8Array>;

/**
 * Duration, codecs and dimensions from the `moov` box, wherever it is: media data is skipped, not read.
 * @returns undefined when the file has no readable movie header with a video track within 2 MiB of header bytes
 */
export async function readHeader(sizeBytes: number, readRange: ReadRange): Promise<z.infer<typeof Media> | undefined> {
  const file = createFile();
  let movie: Movie | undefined;
  let broken = false;
  file.onReady = (info) => {
    movie = info;
  };
  file.onError = () => {
    broken = true;
  };
  let offset = 0;
  for (let read = 0; read < maxHeaderBytes && offset < sizeBytes && !movie && !broken; ) {
    const end = Math.min(offset + chunkBytes, sizeBytes) - 1;
    const bytes = await readRange(offset, end);
    read += bytes.length;
    offset = nextOffset(file.appendBuffer(toBuffer(bytes, offset)), end + 1);
  }
  return movie && buildMedia(movie);
}

/** The parser names the next byte that it needs; a value that does not go forward ends the walk. */
function nextOffset(wanted: number | undefined, afterChunk: number): number {
  return wanted === undefined || wanted < afterChunk ? afterChunk : wanted;
}

function toBuffer(bytes: Uint8Array, fileStart: number): MP4BoxBuffer {
  const copy = new ArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  return MP4BoxBuffer.fromArrayBuffer(copy, fileStart);
}

function buildMedia(movie: Movie): z.infer<typeof Media> | undefined {
  const video = movie.videoTracks[0];
  if (!video) return undefined;
  const durationSeconds = video.movie_timescale > 0 ? video.movie_duration / video.movie_timescale : 0;
  const sampleSeconds = video.timescale > 0 ? video.samples_duration / video.timescale : 0;
  return {
    duration_seconds: movie.timescale > 0 ? movie.duration / movie.timescale : durationSeconds,
    width: video.video?.width ?? video.track_width,
    height: video.video?.height ?? video.track_height,
    frame_rate: sampleSeconds > 0 ? Math.round((video.nb_samples / sampleSeconds) * 1000) / 1000 : null,
    video_codec: video.codec,
    audio_codec: movie.audioTracks[0]?.codec ?? null,
    moov_at_start: movie.isProgressive,
  };
}
