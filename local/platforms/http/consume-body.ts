import type { IncomingMessage } from 'node:http';
import { type FaultRule, findFault } from '../faults/fault-rule.ts';

export interface ReceivedBody {
  /** False when the connection ended before the body did. */
  readonly complete: boolean;
  readonly bytes: number;
}

/** Takes one chunk; a returned promise pauses the sender until it resolves. */
export type BodySink = (chunk: Buffer) => Promise<void> | undefined;

/**
 * Reads a request body with backpressure, as slowly and as partially as the faults want it.
 * A client that goes away is not an error here: what arrived has arrived.
 * @param faults those that struck this request; `cut-body-after`, `stall` and `slow` are applied
 * @throws what the sink throws
 */
export function consumeBody(
  request: IncomingMessage,
  faults: readonly FaultRule[],
  sink: BodySink,
): Promise<ReceivedBody> {
  if (request.readableEnded || request.destroyed) {
    return Promise.resolve({ complete: request.readableEnded, bytes: 0 });
  }
  const cutAfter = findFault(faults, 'cut-body-after')?.bytes ?? Number.POSITIVE_INFINITY;
  const stallAfter = findFault(faults, 'stall')?.bytes ?? Number.POSITIVE_INFINITY;
  const rate = findFault(faults, 'slow')?.bytesPerSecond ?? Number.POSITIVE_INFINITY;
  const startedMs = Date.now();

  return new Promise((resolve, reject) => {
    let bytes = 0;
    let flushing: Promise<void> | undefined;
    let timer: NodeJS.Timeout | undefined;
    const sleep = (ms: number) =>
      new Promise<void>((wake) => {
        timer = setTimeout(wake, ms);
      });
    const finish = (complete: boolean) => {
      clearTimeout(timer);
      request.off('data', onData);
      Promise.resolve(flushing).then(() => resolve({ complete, bytes }), reject);
    };
    const onData = (data: Buffer) => {
      const chunk = data.subarray(0, Math.min(cutAfter, stallAfter) - bytes);
      bytes += chunk.length;
      try {
        flushing = chunk.length > 0 ? sink(chunk) : undefined;
      } catch (error) {
        request.off('data', onData).resume();
        reject(error);
        return;
      }
      const waitMs = (bytes / rate) * 1000 - (Date.now() - startedMs);
      if (bytes >= cutAfter) request.destroy();
      else if (bytes >= stallAfter) request.pause();
      else if (flushing || waitMs > 0) {
        request.pause();
        Promise.all([flushing, waitMs > 0 && sleep(waitMs)]).then(() => request.resume(), reject);
      }
    };
    if (cutAfter === 0) request.destroy();
    if (stallAfter > 0) request.on('data', onData).resume();
    else request.pause();
    request.once('end', () => finish(true));
    request.once('error', () => {});
    request.once('close', () => finish(request.complete && bytes < cutAfter && bytes < stallAfter));
  });
}
