import { closeSync, openSync } from 'node:fs';
import * as z from 'zod';
import { type Box, findBox, listBoxes, readAt } from './mp4-boxes.ts';

/** What the picture of a video is like, as its file states it. */
export const pictureSchema = z.object({
  widthPixels: z.number(),
  heightPixels: z.number(),
  rotation: z.enum(['none', 'clockwise', 'upsideDown', 'counterClockwise']),
});
export type Picture = z.infer<typeof pictureSchema>;

/**
 * Size and rotation of the first track with a picture.
 * @param bytes size of the file
 * @returns null when the file is no MP4 or QuickTime file with a picture
 * @see https://www.iso.org/standard/83102.html (ISO/IEC 14496-12, 8.3.2 track header box)
 */
export function readMp4Picture(path: string, bytes: number): Picture | null {
  const file = openSync(path, 'r');
  try {
    const movie = findBox(file, 'moov', 0, bytes);
    if (!movie) return null;
    for (const track of listBoxes(file, movie.start, movie.end)) {
      const picture = track.type === 'trak' ? readTrack(file, track) : null;
      if (picture) return picture;
    }
    return null;
  } finally {
    closeSync(file);
  }
}

function readTrack(file: number, track: Box): Picture | null {
  const header = findBox(file, 'tkhd', track.start, track.end);
  if (!header) return null;
  const content = readAt(file, header.start, 96);
  // After the times, which are longer in version 1: 16 bytes, the matrix (nine numbers), width and height (16.16).
  const matrix = (content[0] === 1 ? 36 : 24) + 16;
  if (content.length < matrix + 44) return null;
  const widthPixels = content.readUInt32BE(matrix + 36) / 65_536;
  const heightPixels = content.readUInt32BE(matrix + 40) / 65_536;
  if (widthPixels === 0 || heightPixels === 0) return null;
  return {
    widthPixels,
    heightPixels,
    rotation: toRotation(content.readInt32BE(matrix), content.readInt32BE(matrix + 4)),
  };
}

/** From the first row of the matrix: cosine and sine of the angle. */
function toRotation(cosine: number, sine: number): Picture['rotation'] {
  if (sine > 0) return 'clockwise';
  if (sine < 0) return 'counterClockwise';
  return cosine < 0 ? 'upsideDown' : 'none';
}
