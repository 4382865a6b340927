import type { Client } from '../shared/contract/client.ts';

type AddedVideo = Awaited<ReturnType<Client['addVideo']>>;
type PartUrl = AddedVideo['upload']['parts'][number];

const parallelParts = 3;
const triesPerPart = 4;

/**
 * Sends a file in parts straight to the bucket, some at a time, and completes the video.
 * @param onProgress fraction of the bytes that have arrived, 0 to 1
 */
export async function uploadFile(client: Client, file: File, onProgress: (fraction: number) => void): Promise<void> {
  const video = await client.addVideo({
    body: {
      filename: file.name,
      size_bytes: file.size,
      content_type: file.name.toLowerCase().endsWith('.mov') ? 'video/quicktime' : 'video/mp4',
    },
  });
  const { part_size_bytes: partBytes, part_count: partCount } = video.upload;
  const etags = new Map<number, string>();
  const waiting = Array.from({ length: partCount }, (_, index) => index + 1);
  const sendNext = async (): Promise<void> => {
    for (let number = waiting.shift(); number !== undefined; number = waiting.shift()) {
      const start = (number - 1) * partBytes;
      etags.set(number, await sendPart(client, video, number, file.slice(start, start + partBytes)));
      onProgress(etags.size / partCount);
    }
  };
  await Promise.all(Array.from({ length: parallelParts }, sendNext));
  const parts = [...etags].map(([part_number, etag]) => ({ part_number, etag }));
  await client.completeUpload({ params: { videoId: video.id }, body: { parts } });
}

async function sendPart(client: Client, video: AddedVideo, partNumber: number, bytes: Blob): Promise<string> {
  let url = video.upload.parts.find((part) => part.part_number === partNumber);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await put(url ?? (await freshUrl(client, video.id, partNumber)), bytes);
    } catch (error) {
      if (attempt === triesPerPart) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt));
      url = undefined;
    }
  }
}

async function freshUrl(client: Client, videoId: string, partNumber: number): Promise<PartUrl> {
  const { parts } = await client.signParts({ params: { videoId }, body: { part_numbers: [partNumber] } });
  const [part] = parts;
  if (!part) throw new Error('No address for this part.');
  return part;
}

async function put(part: PartUrl, bytes: Blob): Promise<string> {
  // The browser sets the length by itself and lets nobody else name it.
  const { 'content-length': _length, ...headers } = part.headers;
  const answer = await fetch(part.url, { method: 'PUT', body: bytes, headers });
  const etag = answer.headers.get('etag');
  if (!answer.ok || !etag) throw new Error(`The bucket answered ${answer.status}.`);
  return etag;
}
