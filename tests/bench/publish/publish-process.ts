// Sends one video with the real S3 adapter and a platform's publisher, bundled like a function. Prints seconds and peak RSS.
import { createS3MediaStore } from '../../../shared/adapters/s3/s3-media-store.ts';
import type { StepResult } from '../../../shared/domain/posts/publisher.ts';
import { publisherFactories } from '../../../shared/platforms/registry.ts';
import { createAssetSource } from '../../../shared/worker/asset-source.ts';
import { createVideoSource } from '../../../shared/worker/video-source.ts';
import { buildPost } from '../../support/build-post.ts';
import { BenchJob } from './bench-job.ts';

const { platform, size, token, account, request } = BenchJob.parse(JSON.parse(process.argv[2] ?? ''));
const publisher = publisherFactories[platform]();
const post = buildPost({ platform, sizeBytes: size, objectKey: 'videos/big.mp4' });
const media = createS3MediaStore('bench');
const { signal } = new AbortController();
const base = {
  request: request ?? post.request,
  source: createVideoSource(media, post),
  assets: createAssetSource(media),
  account,
  dueAt: null,
  signal,
  accessToken: async () => token,
  now: () => Date.now(),
};

/** Whether the worker would end its turn here: all bytes are there, or the platform fetches them. */
const isThrough = (result: StepResult) =>
  result.state === 'published' || (result.state === 'processing' && result.pollAfterSeconds > 0);

let result = await publisher.advance({ ...base, checkpoint: null, bytesSent: 0, resumed: true });
const begin = performance.now();
while (!isThrough(result)) {
  const checkpoint = 'checkpoint' in result ? result.checkpoint : null;
  const bytesSent = result.state === 'uploading' ? result.bytesSent : 0;
  result = await publisher.advance({ ...base, checkpoint, bytesSent, resumed: false });
}
const seconds = (performance.now() - begin) / 1000;
console.log(JSON.stringify({ seconds, peakMib: process.resourceUsage().maxRSS / 1024, state: result.state }));
