import { open } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import type { ObjectFile } from './object-file.ts';

const readBytes = 256 * 1024;
/** One buffer is being read into while the one before is being sent. */
const maxInFlight = 2;
const keptBuffers = 32;
const freeBuffers: Buffer[] = [];

/**
 * Sends the bytes in order, `limit` of them at most. The buffers are used again and again: with streams a large download left
 * up to 60 MB of garbage standing between two collections.
 *
 * @throws Error when the client goes away or a file is too short
 */
export async function sendFile(response: ServerResponse, file: ObjectFile, limit: number): Promise<void> {
  const inFlight: Promise<void>[] = [];
  try {
    let left = limit;
    for (const slice of file.slices) {
      const to = Math.min(slice.to, slice.from + left);
      left -= to - slice.from;
      await sendSlice(response, { ...slice, to }, inFlight);
    }
  } finally {
    await Promise.all(inFlight);
  }
}

async function sendSlice(
  response: ServerResponse,
  { path, from, to }: ObjectFile['slices'][number],
  inFlight: Promise<void>[],
): Promise<void> {
  const handle = await open(path);
  try {
    for (let position = from; position < to; ) {
      const buffer = freeBuffers.pop() ?? Buffer.allocUnsafeSlow(readBytes);
      const { bytesRead } = await handle.read(buffer, 0, Math.min(readBytes, to - position), position);
      if (bytesRead === 0) throw new Error(`${path} is shorter than it should be`);
      position += bytesRead;
      const sent = write(response, buffer.subarray(0, bytesRead)).finally(() => giveBack(buffer));
      sent.catch(() => undefined); // it may fail while the next read is awaited; the await below reports it
      inFlight.push(sent);
      if (inFlight.length >= maxInFlight) await inFlight.shift();
    }
  } finally {
    await handle.close();
  }
}

function giveBack(buffer: Buffer): void {
  if (freeBuffers.length < keptBuffers) freeBuffers.push(buffer);
}

/** Resolves when the kernel has the bytes, so that their buffer can be used again. */
function write(response: ServerResponse, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new Error('the client went away'));
    response.once('close', gone);
    response.write(bytes, (error) => {
      response.off('close', gone);
      if (error) reject(error);
      else resolve();
    });
  });
}
