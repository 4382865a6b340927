import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { PlatformRequest } from '../../../shared/platforms/send.ts';

/** What was handed over before the strike gets out of the process. */
const outMs = 15;

/** A stream to which something happens after its first piece (`sent`) or its last one (`answered`). */
export function strikeStream(stream: Readable, point: 'sent' | 'answered', happen: () => Promise<void>): Readable {
  async function* pieces(): AsyncGenerator<Buffer> {
    let isStruck = false;
    for await (const piece of stream) {
      yield piece;
      if (point === 'sent' && !isStruck) await happen();
      isStruck = true;
    }
    if (point === 'sent') return;
    await delay(outMs);
    await happen();
  }
  return Readable.from(pieces(), { objectMode: false });
}

/** A body that breaks off in its middle. */
export function breakInMiddle(body: PlatformRequest['body']): PlatformRequest['body'] {
  if (typeof body !== 'object') return body;
  const { stream, bytes } = body;
  async function* half(): AsyncGenerator<Buffer> {
    let left = Math.floor(bytes / 2);
    for await (const piece of stream) {
      yield piece.subarray(0, left);
      left -= piece.length;
      if (left > 0) continue;
      await delay(outMs);
      throw Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
    }
  }
  return { bytes, stream: Readable.from(half(), { objectMode: false }) };
}
