// Posts one video with the real S3 adapter and YouTube publisher, bundled like a function. Prints seconds and peak RSS.
import { createS3MediaStore } from '../../../shared/adapters/s3/s3-media-store.ts';
import { createYoutubePublisher } from '../../../shared/platforms/youtube/publisher.ts';
import { createAssetSource } from '../../../shared/worker/asset-source.ts';
import { createVideoSource } from '../../../shared/worker/video-source.ts';
import { buildPost } from '../../support/build-post.ts';

const [token = '', size = '0'] = process.argv.slice(2);
const publisher = createYoutubePublisher();
const post = buildPost({ sizeBytes: Number(size), objectKey: 'videos/big.mp4' });
const media = createS3MediaStore('bench');
const source = createVideoSource(media, post);
const { signal } = new AbortController();
const base = {
  request: post.request,
  source,
  assets: createAssetSource(media),
  account: { remoteId: 'UC1', variant: null },
  dueAt: null,
  signal,
  accessToken: async () => token,
  now: () => Date.now(),
};

const opened = await publisher.advance({ ...base, checkpoint: null, bytesSent: 0, resumed: true });
if (opened.state !== 'uploading') throw new Error(opened.state);
const begin = performance.now();
let result = await publisher.advance({ ...base, ...opened, resumed: false });
while (result.state === 'uploading') result = await publisher.advance({ ...base, ...result, resumed: false });
const seconds = (performance.now() - begin) / 1000;
console.log(JSON.stringify({ seconds, peakMib: process.resourceUsage().maxRSS / 1024, state: result.state }));
