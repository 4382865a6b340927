import * as z from 'zod';
import { route } from '../route.ts';
import { assetRules, findAssetRule } from '../settings/assets.ts';
import { text } from '../settings/text.ts';
import { Video, videoParams } from './video-shapes.ts';

const AssetKind = z
  .string()
  .max(80)
  .describe(`One of ${Object.keys(assetRules).join(', ')}`);
// The kind is looked up in records: what no platform takes must not meet what every object has, such as `constructor`.
const assetParams = videoParams.extend({
  kind: z
    .string()
    .min(1)
    .max(80)
    .refine((kind) => findAssetRule(kind) !== undefined),
});

/** Files beside a video: thumbnails, covers, captions. */
export const assetRoutes = {
  addAsset: route({
    id: 'addAsset',
    method: 'POST',
    path: '/api/videos/{videoId}/assets',
    area: 'videos',
    access: 'session',
    summary: 'Add a file beside the video and receive where to PUT it',
    description:
      'PUT the bytes to the URL with exactly the given headers within 15 minutes, then call …/complete. The URL takes one file: 412 says that it has arrived. Until it is complete the file that was there before stays.',
    params: videoParams,
    body: z.strictObject({
      kind: AssetKind,
      content_type: z.string().max(100),
      size_bytes: z.int().min(1, 'The file is empty.'),
      filename: text.max(255).optional(),
    }),
    status: 201,
    output: z.object({
      kind: z.string(),
      upload: z.object({
        url: z.string(),
        headers: z
          .record(z.string(), z.string())
          .describe('Send exactly these; size and type are part of the signature'),
      }),
    }),
    errors: ['not_found', 'conflict', 'media_removed'],
  }),
  completeAsset: route({
    id: 'completeAsset',
    method: 'POST',
    path: '/api/videos/{videoId}/assets/{kind}/complete',
    area: 'videos',
    access: 'session',
    summary: 'The file is checked and goes out with the video',
    description: 'Safe to repeat.',
    params: assetParams,
    etag: 'version',
    status: 200,
    output: Video,
    errors: ['not_found', 'conflict', 'media_removed', 'size_mismatch', 'wrong_file_type'],
  }),
  removeAsset: route({
    id: 'removeAsset',
    method: 'DELETE',
    path: '/api/videos/{videoId}/assets/{kind}',
    area: 'videos',
    access: 'session',
    summary: 'Take a file away from the video',
    params: assetParams,
    status: 200,
    output: z.object({ ok: z.literal(true) }),
    errors: ['not_found', 'conflict', 'media_removed'],
  }),
};
