import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';

const clipPath = new URL('../../fixtures/clip-h264-aac.mp4', import.meta.url);
const zeros = Buffer.alloc(4 * 1024 * 1024);

/**
 * Writes a playable MP4 of exactly `sizeBytes` that takes hardly any disk: a clip, then a `free` box that is a hole.
 * @returns SHA-256 of the file, hexadecimal
 */
export async function writeSparseVideo(path: string, sizeBytes: number): Promise<string> {
  const clip = await readFile(clipPath);
  const head = Buffer.alloc(16);
  head.writeUInt32BE(1, 0);
  head.write('free', 4, 'latin1');
  head.writeBigUInt64BE(BigInt(sizeBytes - clip.length), 8);
  const begin = Buffer.concat([clip, head]);
  const file = await open(path, 'w');
  await file.write(begin);
  await file.truncate(sizeBytes);
  await file.close();
  const hash = createHash('sha256').update(begin);
  for (let left = sizeBytes - begin.length; left > 0; left -= zeros.length) {
    hash.update(left < zeros.length ? zeros.subarray(0, left) : zeros);
  }
  return hash.digest('hex');
}
