import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { ApiError } from '../../shared/contract/client/api-error.ts';
import type { Client } from '../../shared/contract/client.ts';
import type { Video } from '../../shared/contract/routes/video-shapes.ts';
import { UsageError } from '../usage-error.ts';
import { type Part, sendParts } from './send-parts.ts';

export interface UploadOptions {
  readonly client: Client;
  readonly signal: AbortSignal;
  /** @param resumedAt bytes that had arrived before this call */
  readonly onProgress: (sent: number, total: number, resumedAt: number) => void;
}

/**
 * Sends a file and completes the video. When the same file (name and size) was begun before and not finished, it goes on
 * with what is missing.
 * @throws UsageError, ApiError
 */
export async function uploadFile(path: string, { client, signal, onProgress }: UploadOptions): Promise<Video> {
  const file = await open(path).catch((error: unknown) => {
    throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : error}`);
  });
  try {
    const { size } = await file.stat();
    const begun = await begin(client, basename(path), size);
    const resumedAt = begun.arrived.reduce((sum, part) => sum + part.size_bytes, 0);
    let sent = resumedAt;
    onProgress(sent, size, resumedAt);
    const parts = await sendParts({
      client,
      videoId: begun.videoId,
      file,
      sizeBytes: size,
      partBytes: begun.partBytes,
      arrived: begun.arrived.map(({ part_number, etag }) => ({ part_number, etag })),
      signal,
      onSent(bytes) {
        sent += bytes;
        onProgress(sent, size, resumedAt);
      },
    });
    return await client.completeUpload({ params: { videoId: begun.videoId }, body: { parts } });
  } finally {
    await file.close();
  }
}

interface Begun {
  readonly videoId: string;
  readonly partBytes: number;
  readonly arrived: readonly (Part & { readonly size_bytes: number })[];
}

async function begin(client: Client, filename: string, sizeBytes: number): Promise<Begun> {
  const contentType = filename.toLowerCase().endsWith('.mov') ? 'video/quicktime' : 'video/mp4';
  try {
    const added = await client.addVideo({ body: { filename, size_bytes: sizeBytes, content_type: contentType } });
    return { videoId: added.id, partBytes: added.upload.part_size_bytes, arrived: [] };
  } catch (error) {
    const begun = isDuplicate(error) ? await findUnfinished(client, filename, sizeBytes) : undefined;
    if (!begun) throw error;
    return begun;
  }
}

function isDuplicate(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'duplicate_video';
}

/** Parts have all the same size but the last: the largest that has arrived tells it. */
async function findUnfinished(client: Client, filename: string, sizeBytes: number): Promise<Begun | undefined> {
  const receiving = await client.listVideos({ query: { status: 'receiving' } });
  const video = receiving.find((one) => one.filename === filename && one.file_size_bytes === sizeBytes);
  if (!video) return undefined;
  const { parts } = await client.listParts({ params: { videoId: video.id } });
  const first = parts.find(({ part_number }) => part_number === 1);
  // Without its first part nothing tells how the file was divided: begin anew.
  if (!first) {
    await client.deleteVideo({ params: { videoId: video.id } });
    return begin(client, filename, sizeBytes);
  }
  return { videoId: video.id, partBytes: first.size_bytes, arrived: parts };
}
