// The baseline: the same ranges from the same server to the same kind of session, with nothing but undici.request.
import { request } from 'undici';
import { BenchJob } from './bench-job.ts';

const { token, size: sizeBytes } = BenchJob.parse(JSON.parse(process.argv[2] ?? ''));
const size = String(sizeBytes);
const chunkBytes = 8 * 1024 * 1024;
const authorization = `Bearer ${token}`;
const opened = await request(
  `${process.env.YOUTUBE_API_URL}/upload/youtube/v3/videos?uploadType=resumable&part=snippet`,
  {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json', 'x-upload-content-length': size },
    body: JSON.stringify({ snippet: { title: 'bare copy', categoryId: '22' } }),
  },
);
await opened.body.dump();
const session = String(opened.headers.location);
const begin = performance.now();
for (let start = 0; start < sizeBytes; start += chunkBytes) {
  const end = Math.min(start + chunkBytes, sizeBytes) - 1;
  const source = await request(`${process.env.AWS_ENDPOINT_URL_S3}/bench/videos/big.mp4`, {
    headers: { range: `bytes=${start}-${end}` },
  });
  const target = await request(session, {
    method: 'PUT',
    headers: {
      authorization,
      'content-length': String(end - start + 1),
      'content-range': `bytes ${start}-${end}/${size}`,
    },
    body: source.body,
  });
  await target.body.dump();
}
const seconds = (performance.now() - begin) / 1000;
console.log(JSON.stringify({ seconds, peakMib: process.resourceUsage().maxRSS / 1024, state: 'copied' }));
