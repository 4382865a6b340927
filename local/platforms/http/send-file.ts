import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { corruptAt } from '../faults/corrupt-at.ts';
import { type FaultRule, findFault } from '../faults/fault-rule.ts';
import type { Answer } from './answer.ts';

/** Streams a range of a file from disk, as wrong as the faults want it. A client that goes away is no error. */
export async function sendFile(
  response: ServerResponse,
  { status, headers, file }: Answer & { readonly file: NonNullable<Answer['file']> },
  faults: readonly FaultRule[],
): Promise<void> {
  const { path, start, end } = file;
  const length = Math.min(end - start + 1, findFault(faults, 'short-answer')?.bytes ?? Number.POSITIVE_INFINITY);
  response.writeHead(status, { ...headers, 'content-length': String(length) });
  if (length === 0) {
    response.end();
    return;
  }
  const bytes = createReadStream(path, { start, end: start + length - 1 });
  const spoiling = (pieces: AsyncIterable<Buffer>) => spoil(pieces, response, faults);
  const sending = faults.length === 0 ? pipeline(bytes, response) : pipeline(bytes, spoiling, response);
  await sending.catch(() => {});
}

async function* spoil(pieces: AsyncIterable<Buffer>, response: ServerResponse, faults: readonly FaultRule[]) {
  const spoiled = findFault(faults, 'corrupt-byte')?.at ?? Number.POSITIVE_INFINITY;
  const cut = findFault(faults, 'cut-answer-after')?.bytes ?? Number.POSITIVE_INFINITY;
  const rate = findFault(faults, 'slow')?.bytesPerSecond ?? Number.POSITIVE_INFINITY;
  const startedMs = Date.now();
  let sent = 0;
  for await (const piece of pieces) {
    const part = corruptAt(piece, spoiled - sent).subarray(0, Math.max(0, cut - sent));
    sent += part.length;
    yield part;
    if (sent >= cut) {
      // What was written goes out before the connection ends.
      await new Promise((resolve) => setImmediate(resolve));
      response.socket?.end();
      await once(response, 'close');
      return;
    }
    const waitMs = (sent / rate) * 1000 - (Date.now() - startedMs);
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}
