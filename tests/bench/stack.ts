// The running thing: time to ready, idle memory, latency of reads, and 1 GiB through the whole path, each beside a
// baseline of the same run: `node tests/bench/stack.ts`.
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { generateVideo } from '../support/generate-video.ts';
import { registerUser } from '../support/hopper-user.ts';
import { startStack } from '../support/stack.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { copyBaseline } from './copy-baseline.ts';
import { memoryOfTree } from './process-memory.ts';

const gibibyte = 1024 ** 3;
const readsPerSecond = 100;
const readSeconds = 20;

/** Latencies in milliseconds of calls that start on time, whether or not earlier ones have ended. */
async function latencies(call: () => Promise<unknown>): Promise<number[]> {
  const started = performance.now();
  const calls: Promise<number>[] = [];
  for (let index = 0; index < readsPerSecond * readSeconds; index += 1) {
    const due = started + (index * 1000) / readsPerSecond;
    await delay(Math.max(0, due - performance.now()));
    const begun = performance.now();
    calls.push(call().then(() => performance.now() - begun));
  }
  return (await Promise.all(calls)).toSorted((a, b) => a - b);
}

function percentiles(values: readonly number[]): string {
  const at = (share: number) => (values[Math.floor(values.length * share)] ?? Number.NaN).toFixed(1);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`;
}

async function seconds(action: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await action();
  return (performance.now() - begun) / 1000;
}

const folder = await tempFolder();
const begun = performance.now();
const stack = await startStack();
console.log(`ready after ${((performance.now() - begun) / 1000).toFixed(1)} s (budget 10)`);
try {
  await delay(15_000);
  const rows = memoryOfTree(stack.pid());
  const total = rows.reduce((sum, row) => sum + row.residentMib, 0);
  console.log(`idle memory ${total.toFixed(0)} MiB in ${rows.length} processes (budget 700)`);

  const user = await registerUser(stack.url);
  await user.connect('youtube');
  await user.client.listVideos();
  const bare = createServer((_request, response) => response.end('[]')).listen(0);
  const address = bare.address();
  const bareUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  console.log(
    `bare HTTP server, ${readsPerSecond}/s: ${percentiles(await latencies(async () => (await fetch(bareUrl)).text()))}`,
  );
  bare.close();
  console.log(
    `GET /api/videos, ${readsPerSecond}/s: ${percentiles(await latencies(() => user.client.listVideos()))} (budget p99 25)`,
  );

  const path = join(folder.path, 'large.mp4');
  await generateVideo(path, gibibyte);
  let videoId = '';
  const upload = await seconds(async () => {
    videoId = (await user.upload(path, 'large.mp4')).id;
  });
  console.log(`1 GiB into the bucket: ${(1024 / upload).toFixed(0)} MiB/s`);
  let peak = 0;
  const watch = setInterval(async () => {
    const worker = (await stack.functions()).find(({ name }) => name.includes('publish-worker'));
    const row = worker && memoryOfTree(worker.pid)[0];
    peak = Math.max(peak, row?.residentMib ?? 0);
  }, 250);
  const posted = await seconds(async () => {
    await user.client.postVideos();
    await user.waitFor(videoId, ({ posts }) => (posts[0]?.bytes_sent ?? 0) === gibibyte, 300);
  });
  clearInterval(watch);
  console.log(
    `1 GiB from bucket to channel: ${(1024 / posted).toFixed(0)} MiB/s (goal 143), worker peak RSS ${peak.toFixed(0)} MiB (budget 160)`,
  );
  console.log(`bare undici copy of the same chunks: ${(await copyBaseline(gibibyte)).toFixed(0)} MiB/s`);
} finally {
  await stack.stop();
  await folder.remove();
}
