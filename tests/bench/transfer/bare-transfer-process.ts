// The baseline: the same chunks from the same server to the same kind of session, with nothing but undici.request.
import { request } from 'undici';
import { TransferJob } from './transfer-job.ts';

const job = TransferJob.parse(JSON.parse(process.argv[2] ?? ''));
const base = process.env.GOOGLE_DRIVE_URL;
const chunkBytes = 16 * 1024 * 1024;
const authorization = 'Bearer token';

async function copy(id: string, size: number): Promise<void> {
  const opened = await request(`${base}/upload/drive/v3/files?uploadType=resumable`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'big.bin' }),
  });
  await opened.body.dump();
  const session = String(opened.headers.location);
  for (let start = 0; start < size; start += chunkBytes) {
    const end = Math.min(start + chunkBytes, size) - 1;
    const range = { range: `bytes=${start}-${end}`, authorization };
    const source = await request(`${base}/drive/v3/files/${id}?alt=media`, { headers: range });
    const target = await request(session, {
      method: 'PUT',
      headers: { 'content-length': String(end - start + 1), 'content-range': `bytes ${start}-${end}/${size}` },
      body: source.body,
    });
    await target.body.dump();
  }
}

const begin = performance.now();
const left = Array.from({ length: job.files }, (_, index) => `source-${index}`);
const lanes = [1, 2, 3, 4].map(async () => {
  for (let id = left.shift(); id !== undefined; id = left.shift()) await copy(id, job.size);
});
await Promise.all(lanes);
const seconds = (performance.now() - begin) / 1000;
console.log(JSON.stringify({ seconds, peakMib: process.resourceUsage().maxRSS / 1024, state: 'copied' }));
