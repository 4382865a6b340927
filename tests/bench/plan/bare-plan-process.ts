// The baseline: the same pages from the same Drive, parsed as JSON and forgotten.
import { request } from 'undici';
import { PlanJob } from './plan-job.ts';

const { drive } = PlanJob.parse(JSON.parse(process.argv[2] ?? ''));
const begin = performance.now();
const folders = ['source-root'];
let seen = 0;
for (const folder of folders) {
  let pageToken: string | undefined;
  do {
    const query = new URLSearchParams({
      q: `'${folder}' in parents`,
      pageSize: '1000',
      ...(pageToken && { pageToken }),
    });
    const { body } = await request(`${drive}/drive/v3/files?${query}`);
    const page: unknown = await body.json();
    const { files, nextPageToken } = page as { files: { id: string; mimeType: string }[]; nextPageToken?: string };
    for (const { id, mimeType } of files) {
      if (mimeType.endsWith('.folder')) folders.push(id);
      else seen += 1;
    }
    pageToken = nextPageToken;
  } while (pageToken);
}
const seconds = (performance.now() - begin) / 1000;
const peakMib = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ seconds, peakMib, turns: [], files: seen, existing: 0 }));
