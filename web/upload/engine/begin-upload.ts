import { api } from '../../data/api.ts';
import { hasCode } from '../../data/errors.ts';
import { contentTypeOf } from '../check-file.ts';
import { createPartSigner, type PartSigner } from './part-signer.ts';
import { patiently, type Surroundings } from './patiently.ts';

/** An upload that can be sent: how the file is cut, and what has arrived of it. */
export interface BegunUpload {
  readonly videoId: string;
  readonly partBytes: number;
  readonly partCount: number;
  /** ETags by part number. */
  readonly arrived: Map<number, string>;
  readonly signer: PartSigner;
  /** Whether some platform may not take it, however well it arrives. */
  readonly isDoubtful: boolean;
}

/** Announces a new video. The key makes it safe to ask again when the answer got lost: there is one video all the same. */
export async function announceUpload(file: File, key: string, around: Surroundings): Promise<BegunUpload> {
  const body = { filename: file.name, size_bytes: file.size, content_type: contentTypeOf(file.name) };
  const { id, upload, preflight } = await patiently(() => api.addVideo({ body }, { idempotencyKey: key }), around);
  return {
    videoId: id,
    partBytes: upload.part_size_bytes,
    partCount: upload.part_count,
    arrived: new Map(),
    signer: createPartSigner(id, upload.part_count, upload.parts),
    isDoubtful: Object.values(preflight).includes('refused'),
  };
}

/**
 * Picks an upload up where it stopped: parts that have arrived are not sent again.
 * @returns undefined when there is nothing left to do, because another tab has sent the rest
 */
export async function resumeUpload(
  file: File,
  videoId: string,
  around: Surroundings,
): Promise<BegunUpload | undefined> {
  const params = { videoId };
  const arrived = await patiently(() => listArrived(videoId), around);
  if (!arrived) return undefined;
  const { parts: signed } = await patiently(() => api.signParts({ params, body: { part_numbers: [1] } }), around);
  // Every part but the last has the size of the first one, which its signature is about.
  const partBytes = Number(signed[0]?.headers['content-length'] ?? file.size);
  const partCount = Math.ceil(file.size / partBytes);
  return {
    videoId,
    partBytes,
    partCount,
    arrived: new Map(arrived.map((part) => [part.part_number, part.etag])),
    signer: createPartSigner(videoId, partCount, signed),
    isDoubtful: true,
  };
}

async function listArrived(videoId: string) {
  try {
    return (await api.listParts({ params: { videoId } })).parts;
  } catch (error) {
    if (hasCode(error, 'upload_finished')) return undefined;
    throw error;
  }
}
