import { api } from '../../data/api.ts';
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
}

/** Announces a new video. The key makes it safe to ask again when the answer got lost: there is one video all the same. */
export async function announceUpload(file: File, key: string, around: Surroundings): Promise<BegunUpload> {
  const body = { filename: file.name, size_bytes: file.size, content_type: contentTypeOf(file.name) };
  const { id, upload } = await patiently(() => api.addVideo({ body }, { idempotencyKey: key }), around);
  return {
    videoId: id,
    partBytes: upload.part_size_bytes,
    partCount: upload.part_count,
    arrived: new Map(),
    signer: createPartSigner(id, upload.part_count, upload.parts),
  };
}

/** Picks an upload up where it stopped: parts that have arrived are not sent again. */
export async function resumeUpload(file: File, videoId: string, around: Surroundings): Promise<BegunUpload> {
  const params = { videoId };
  const { parts } = await patiently(() => api.listParts({ params }), around);
  const { parts: signed } = await patiently(() => api.signParts({ params, body: { part_numbers: [1] } }), around);
  // Every part but the last has the size of the first one, which its signature is about.
  const partBytes = Number(signed[0]?.headers['content-length'] ?? file.size);
  const partCount = Math.ceil(file.size / partBytes);
  return {
    videoId,
    partBytes,
    partCount,
    arrived: new Map(parts.map((part) => [part.part_number, part.etag])),
    signer: createPartSigner(videoId, partCount, signed),
  };
}
