import { readFile } from 'node:fs/promises';
import type { Client } from '../../../shared/contract/client.ts';
import { putPart } from '../../support/hopper-user.ts';

const clip = await readFile(new URL('../../fixtures/clip-h264-aac.mp4', import.meta.url));
const atOnce = 8;

/**
 * Fills a queue: half of it has a time, a tenth goes out, the others wait. Every file differs, or it would be there already.
 * @param count videos in all
 */
export async function fillQueue(client: Client, count: number): Promise<void> {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const ids: string[] = [];
  const addNext = async () => {
    for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) {
      const bytes = Buffer.concat([clip, Buffer.from(`${number}`)]);
      const filename = `Video ${number} of a long summer by the sea.mp4`;
      const body = { filename, size_bytes: bytes.length, content_type: 'video/mp4' } as const;
      const { id, upload } = await client.addVideo({ body });
      const [part] = upload.parts;
      if (!part) throw new Error('A video has a part.');
      const etag = await putPart(part, new Uint8Array(bytes));
      await client.completeUpload({ params: { videoId: id }, body: { parts: [{ part_number: 1, etag }] } });
      ids.push(id);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, addNext));
  const plan = { mode: 'spaced', interval_value: 4, interval_unit: 'hours' } as const;
  await client.postVideos({ body: { video_ids: ids.slice(0, count / 2), ...plan } });
  await client.postVideos({ body: { video_ids: ids.slice(-count / 10), mode: 'immediate' } });
}
