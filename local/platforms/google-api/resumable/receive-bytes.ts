import { corruptAt } from '../../faults/corrupt-at.ts';
import { findFault } from '../../faults/fault-rule.ts';
import { consumeBody } from '../../http/consume-body.ts';
import type { Exchange } from '../../platform.ts';
import type { LiveUpload } from './upload-sessions.ts';

export interface Received {
  /** Whether the body arrived to its end and all of it was kept. */
  readonly whole: boolean;
  readonly bytes: number;
}

/**
 * Appends a request's body to the upload's file. Whoever was sending before is cut off first: one writer at a time.
 * @param isLast asked when the body ended; true keeps the bytes beyond the last whole block too
 */
export async function receiveBytes(
  exchange: Exchange,
  upload: LiveUpload,
  isLast: (received: Received) => boolean,
): Promise<Received> {
  const keep = findFault(exchange.faults, 'partly-stored')?.bytes ?? Number.POSITIVE_INFINITY;
  const spoiled = findFault(exchange.faults, 'corrupt-byte')?.at ?? Number.POSITIVE_INFINITY;
  const { file } = upload;
  await file.begin();
  let kept = 0;
  let last = false;
  try {
    const body = await consumeBody(exchange.request, exchange.faults, (chunk) => {
      const part = corruptAt(chunk.subarray(0, Math.max(0, keep - kept)), spoiled - kept);
      kept += part.length;
      return part.length > 0 ? file.append(part) : undefined;
    });
    const received = { whole: body.complete && kept === body.bytes, bytes: kept };
    last = isLast(received);
    return received;
  } finally {
    await file.end(last);
  }
}
