import type { BegunUpload } from './begin-upload.ts';
import { patiently, type Surroundings } from './patiently.ts';
import { sendPart } from './send-part.ts';

/**
 * Sends what has not arrived, one part after the other: a tab that is killed has then at most one part to send again.
 * Several files go at the same time instead.
 * @param onProgress everything that has arrived or just left, in bytes
 */
export async function sendParts(
  file: File,
  upload: BegunUpload,
  around: Surroundings,
  onProgress: (sentBytes: number) => void,
): Promise<void> {
  const { arrived, partBytes, partCount, signer } = upload;
  let done = [...arrived.keys()].reduce((sum, number) => sum + sizeOf(file, partBytes, number), 0);
  onProgress(done);
  for (let number = 1; number <= partCount; number += 1) {
    if (arrived.has(number)) continue;
    const start = (number - 1) * partBytes;
    const bytes = file.slice(start, start + partBytes);
    const etag = await patiently(
      async () =>
        sendPart(await signer.take(number), bytes, {
          signal: around.signal,
          onProgress: (sent) => onProgress(done + Math.min(sent, bytes.size)),
        }),
      around,
    );
    arrived.set(number, etag);
    done += bytes.size;
    onProgress(done);
  }
}

function sizeOf({ size }: File, partBytes: number, number: number): number {
  return Math.max(0, Math.min(partBytes, size - (number - 1) * partBytes));
}
