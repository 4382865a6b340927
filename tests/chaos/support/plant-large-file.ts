import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { makeBytes } from '../../platforms/youtube-sim-world.ts';
import type { DriveHands } from '../../transfers/support/drive-hands.ts';

const chunkBytes = 64 * 1024 * 1024;

/** Uploads a file of any size, block by block, of which no two are the same. @returns its id and MD5 */
export async function plantLargeFile(
  hands: DriveHands,
  name: string,
  sizeBytes: number,
): Promise<{ id: string; md5: string }> {
  const opened = await fetch(`${hands.url}/drive/upload/drive/v3/files?uploadType=resumable`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${hands.token}`,
      'content-type': 'application/json',
      'x-upload-content-length': String(sizeBytes),
    },
    body: JSON.stringify({ name, mimeType: 'video/mp4' }),
  });
  const session = opened.headers.get('location');
  if (session === null) throw new Error(`${opened.status} ${await opened.text()}`);
  const block = makeBytes(chunkBytes);
  const hash = createHash('md5');
  let answer = '';
  for (let start = 0; start < sizeBytes; start += chunkBytes) {
    block.writeDoubleBE(start, 0);
    const chunk = block.subarray(0, Math.min(chunkBytes, sizeBytes - start));
    hash.update(chunk);
    answer = await put(session, chunk, `bytes ${start}-${start + chunk.length - 1}/${sizeBytes}`);
  }
  return { id: JSON.parse(answer).id, md5: hash.digest('hex') };
}

function put(url: string, body: Buffer, range: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-range': range, 'content-length': body.length };
    const sending = request(url, { method: 'PUT', headers }, async (response) => {
      const pieces: Buffer[] = [];
      for await (const piece of response) pieces.push(piece);
      const isTaken = response.statusCode === 308 || response.statusCode === 200;
      if (isTaken) resolve(Buffer.concat(pieces).toString());
      else reject(new Error(`${response.statusCode} ${Buffer.concat(pieces)}`));
    });
    sending.on('error', reject);
    sending.end(body);
  });
}
