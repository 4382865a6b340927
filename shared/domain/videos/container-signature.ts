/** So many bytes from the start of a file are enough for `isVideoContainer`. */
export const signatureBytes = 4096;

/** First boxes of QuickTime files that were written without a file type box. */
const quickTimeBoxes = new Set(['moov', 'mdat', 'wide', 'free', 'skip', 'pnot']);

/** Brands of the same container that hold pictures or sound only. @see https://mp4ra.org/registered-types/brands */
const otherBrands = /^(heic|heix|hevc|hevx|heim|heis|mif1|msf1|avif|avis|M4A |M4B |M4P |crx )$/;

/**
 * Whether the first bytes are those of an MP4 or QuickTime video. The name and the declared type prove nothing.
 * What the file holds inside is the media probe's question.
 */
export function isVideoContainer(head: Uint8Array): boolean {
  if (head.length < 12) return false;
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const boxSize = bytes.readUInt32BE(0);
  const box = bytes.toString('latin1', 4, 8);
  const plausibleSize = boxSize === 0 || boxSize === 1 || boxSize >= 8;
  if (box === 'ftyp') return boxSize >= 12 && !otherBrands.test(bytes.toString('latin1', 8, 12));
  return plausibleSize && quickTimeBoxes.has(box);
}
