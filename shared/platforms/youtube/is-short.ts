import * as z from 'zod';

/** Since then Shorts may have three minutes instead of one. @see https://support.google.com/youtube/answer/15424877 */
const longerSince = Date.parse('2024-10-15T00:00:00Z');

/** The picture of a video as `fileDetails.videoStreams[]` tells it to the owner. */
export const Picture = z.object({
  widthPixels: z.number().optional(),
  heightPixels: z.number().optional(),
  rotation: z.string().optional(),
});
type Picture = z.infer<typeof Picture>;

/**
 * Whether YouTube shows a video as a Short. No field says so: it follows from shape and length. Where the
 * shape is not told (YouTube forgets the file after a while), length alone decides.
 * @param seconds length; null = not known
 * @param publishedAt ISO 8601
 */
export function isShort(seconds: number | null, picture: Picture | undefined, publishedAt: string): boolean {
  const { widthPixels, heightPixels, rotation = 'none' } = picture ?? {};
  if (seconds === null || seconds > (Date.parse(publishedAt) >= longerSince ? 180 : 60)) return false;
  if (!widthPixels || !heightPixels) return true;
  const isTurned = rotation === 'clockwise' || rotation === 'counterClockwise';
  const [width, height] = isTurned ? [heightPixels, widthPixels] : [widthPixels, heightPixels];
  return height >= width;
}
