import type * as z from 'zod';
import type { Media } from '../contract/routes/video-shapes.ts';
import { type Box, type BoxReader, BrokenFileError, openBoxes, type ReadRange } from './box-reader.ts';
import { readSeconds, readTrack, type Track } from './read-track.ts';

/**
 * Duration, codecs and dimensions from the `moov` box, wherever it is: media data and tables of samples are skipped, not
 * read. Our own reader, because a parser of whole movies believes the counts in a file: sound without compression has
 * 48,000 samples a second, which a few bytes announce and gigabytes of memory list.
 * @returns undefined when the file has no readable movie header with a video track within 2 MiB that had to be read
 */
export async function readHeader(sizeBytes: number, readRange: ReadRange): Promise<z.infer<typeof Media> | undefined> {
  const reader = openBoxes(sizeBytes, readRange);
  try {
    let isAtStart = true;
    for await (const box of reader.boxesIn({ start: 0, end: sizeBytes })) {
      if (box.type === 'mdat') isAtStart = false;
      if (box.type === 'moov') return await readMovie(reader, box, isAtStart);
    }
    return undefined;
  } catch (error) {
    if (error instanceof BrokenFileError) return undefined;
    throw error;
  }
}

async function readMovie(reader: BoxReader, moov: Box, isAtStart: boolean): Promise<z.infer<typeof Media> | undefined> {
  let seconds = 0;
  const tracks: Track[] = [];
  for await (const box of reader.boxesIn(moov)) {
    if (box.type === 'mvhd') seconds = await readSeconds(reader, box);
    const track = box.type === 'trak' ? await readTrack(reader, box) : undefined;
    if (track) tracks.push(track);
  }
  const video = tracks.find((track) => track.kind === 'video');
  if (!video) return undefined;
  return {
    duration_seconds: seconds,
    width: video.width,
    height: video.height,
    frame_rate: video.frameRate,
    video_codec: video.codec,
    audio_codec: tracks.find((track) => track.kind === 'audio')?.codec ?? null,
    moov_at_start: isAtStart,
  };
}
