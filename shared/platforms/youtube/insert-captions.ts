import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { PlatformError } from '../../domain/posts/publisher.ts';
import type { YoutubeRequest } from './request.ts';
import { sendFile } from './send-file.ts';
import type { YoutubeContext } from './youtube-context.ts';

/**
 * Adds a caption track. YouTube refuses a second one of the same language and name, which proves that an earlier try came
 * through; so the name is always the same.
 * @throws PlatformError
 * @see https://developers.google.com/youtube/v3/docs/captions/insert
 */
export async function insertCaptions(
  context: YoutubeContext,
  videoId: string,
  { language, file }: YoutubeRequest['captions'][number],
): Promise<void> {
  const { step, addresses } = context;
  const url = new URL(addresses.captions);
  url.searchParams.set('part', 'snippet');
  url.searchParams.set('uploadType', 'multipart');
  const boundary = randomBytes(16).toString('hex');
  const [before, after] = frame(boundary, { snippet: { videoId, language, name: language, isDraft: false } });
  try {
    await sendFile(context, {
      url,
      headers: { 'content-type': `multipart/related; boundary=${boundary}` },
      bytes: before.length + file.sizeBytes + after.length,
      open: async () => {
        const stream = await step.assets.open(file.objectKey, step.signal);
        return Readable.from(join(before, stream, after), { objectMode: false });
      },
    });
  } catch (error) {
    if (!(error instanceof PlatformError && error.causeCode === 'captionExists')) throw error;
  }
}

/** What stands before and behind the file. */
function frame(boundary: string, resource: unknown): [Buffer, Buffer] {
  const head =
    `--${boundary}\r\ncontent-type: application/json; charset=UTF-8\r\n\r\n${JSON.stringify(resource)}\r\n` +
    `--${boundary}\r\ncontent-type: application/octet-stream\r\n\r\n`;
  return [Buffer.from(head), Buffer.from(`\r\n--${boundary}--\r\n`)];
}

async function* join(before: Buffer, file: Readable, after: Buffer): AsyncGenerator<Buffer> {
  yield before;
  for await (const piece of file) yield piece;
  yield after;
}
