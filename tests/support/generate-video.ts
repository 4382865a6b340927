import { createCipheriv, createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';

const fixture = new URL('../fixtures/clip-h264-aac.mp4', import.meta.url);
const chunkBytes = 4 * 1024 * 1024;

/**
 * Writes a playable MP4 of exactly `sizeBytes`: a real clip, then a `free` box full of bytes that do not repeat.
 * @returns SHA-256 of the file, hexadecimal
 */
export async function generateVideo(path: string, sizeBytes: number): Promise<string> {
  const clip = await readFile(fixture);
  const hash = createHash('sha256');
  const file = await open(path, 'w');
  const write = async (bytes: Uint8Array) => {
    hash.update(bytes);
    await file.write(bytes);
  };
  try {
    await write(clip);
    const freeBytes = sizeBytes - clip.length;
    const head = Buffer.alloc(16);
    head.writeUInt32BE(1, 0);
    head.write('free', 4, 'latin1');
    head.writeBigUInt64BE(BigInt(freeBytes), 8);
    await write(head);
    const noise = createCipheriv('aes-128-ctr', Buffer.alloc(16, 7), Buffer.alloc(16));
    const zeros = Buffer.alloc(chunkBytes);
    for (let left = freeBytes - head.length; left > 0; left -= chunkBytes) {
      await write(noise.update(left < chunkBytes ? zeros.subarray(0, left) : zeros));
    }
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}
