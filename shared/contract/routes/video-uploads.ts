import * as z from 'zod';
import { route } from '../route.ts';
import { text } from '../settings/text.ts';
import { maxVideoBytes, Video, videoParams } from './video-shapes.ts';

const UploadPart = z.object({
  part_number: z.int(),
  url: z.string(),
  headers: z.record(z.string(), z.string()).describe('Send exactly these; the size is part of the signature'),
});

const partNumber = z.int().min(1).max(10_000);

/** How the bytes of a video arrive. */
export const uploadRoutes = {
  addVideo: route({
    id: 'addVideo',
    method: 'POST',
    path: '/api/videos',
    area: 'videos',
    access: 'session',
    summary: 'Add a video and receive where to PUT its bytes',
    description:
      'PUT every part to its presigned URL with exactly the given headers, keep the ETags, then call complete. URLs live for 15 minutes; ask for new ones with POST …/parts.',
    body: z.strictObject({
      filename: text
        .min(1)
        .max(255)
        .regex(/\.(mp4|mov)$/i, 'Only .mp4 and .mov files.'),
      size_bytes: z.int().min(1, 'The file is empty.').max(maxVideoBytes, 'At most 256 GiB.'),
      content_type: z.enum(['video/mp4', 'video/quicktime']),
      sha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/, '64 lower-case hexadecimal digits.')
        .optional(),
    }),
    status: 201,
    output: Video.extend({
      upload: z.object({ part_size_bytes: z.int(), part_count: z.int(), parts: z.array(UploadPart) }),
    }),
    errors: ['duplicate_video'],
  }),
  signParts: route({
    id: 'signParts',
    method: 'POST',
    path: '/api/videos/{videoId}/parts',
    area: 'videos',
    access: 'session',
    summary: 'Presigned URLs for some parts',
    params: videoParams,
    body: z.strictObject({ part_numbers: z.array(partNumber).min(1).max(100) }),
    status: 200,
    output: z.object({ parts: z.array(UploadPart) }),
    errors: ['not_found', 'upload_finished'],
  }),
  listParts: route({
    id: 'listParts',
    method: 'GET',
    path: '/api/videos/{videoId}/parts',
    area: 'videos',
    access: 'session',
    summary: 'Parts that have arrived, to resume an upload',
    params: videoParams,
    status: 200,
    output: z.object({
      parts: z.array(z.object({ part_number: z.int(), etag: z.string(), size_bytes: z.int() })),
    }),
    errors: ['not_found', 'upload_finished'],
  }),
  completeUpload: route({
    id: 'completeUpload',
    method: 'POST',
    path: '/api/videos/{videoId}/complete',
    area: 'videos',
    access: 'session',
    summary: 'Join the parts; the file is checked and the video is ready to post',
    description: 'Safe to repeat: a second call answers the finished video.',
    params: videoParams,
    body: z.strictObject({
      parts: z
        .array(z.strictObject({ part_number: partNumber, etag: z.string().min(1).max(128) }))
        .min(1)
        .max(10_000),
    }),
    status: 200,
    output: Video,
    errors: ['not_found', 'parts_mismatch', 'size_mismatch', 'not_a_video'],
  }),
};
