// Uploads and downloads one large object through the local S3 and prints rates and the server's peak memory.
//   node tests/bench/s3-throughput.ts [gigabytes=4] [parallel=4]
// The baseline takes the same bytes with plain HTTP + MD5 + file in the same run.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import * as z from 'zod';

const [gigabytes = 4, parallel = 4] = process.argv.slice(2).map(Number);
const partBytes = 16 * 1024 * 1024;
const partCount = Math.ceil((gigabytes * 1e9) / partBytes);
const part = Buffer.alloc(partBytes, 'hopper');
const agent = new Agent({ keepAlive: true });
const dir = mkdtempSync(join(tmpdir(), 'hopper-s3-bench-'));
const Bucket = 'bench-bucket';

function send(method: string, url: string, body?: Buffer): Promise<{ etag: string; bytes: number }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, agent, headers: body ? { 'content-length': body.length } : {} }, (response) => {
      let bytes = 0;
      response.on('data', (chunk) => {
        bytes += chunk.length;
      });
      response.on('end', () => {
        if (response.statusCode !== 200 && response.statusCode !== 206)
          reject(new Error(`${method} ${response.statusCode}`));
        resolve({ etag: response.headers.etag ?? '', bytes });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function inParallel<T>(urls: string[], work: (url: string) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  const entries = urls.entries();
  const lane = async () => {
    for (const [index, url] of entries) results[index] = await work(url);
  };
  await Promise.all(Array.from({ length: parallel }, lane));
  return results;
}

async function timed<T>(label: string, bytes: number, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  const seconds = (performance.now() - start) / 1000;
  console.log(`${label.padEnd(34)} ${(bytes / 1e6 / seconds).toFixed(0).padStart(6)} MB/s  ${seconds.toFixed(2)} s`);
  return result;
}

async function startProcess(file: string, name: string): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(new URL(file, import.meta.url), [join(dir, name)], { stdio: 'inherit' });
  const [message] = await once(child, 'message');
  return { child, url: z.object({ url: z.string() }).parse(message).url };
}

async function printUsage(child: ChildProcess, label: string): Promise<void> {
  child.send('usage');
  const [message] = await once(child, 'message');
  const usage = z.object({ peakRssKiB: z.number(), cpu: z.object({ user: z.number(), system: z.number() }) });
  const { peakRssKiB, cpu } = usage.parse(message);
  const seconds = ((cpu.user + cpu.system) / 1e6).toFixed(1);
  console.log(`${label.padEnd(34)} peak RSS ${(peakRssKiB / 1024).toFixed(0)} MiB, processor ${seconds} s`);
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill();
  await once(child, 'exit');
}

async function runS3(): Promise<void> {
  const { child, url } = await startProcess('./s3-server-process.ts', 's3');
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret-key' };
  const s3 = new S3Client({
    endpoint: url,
    region: 'us-east-1',
    credentials,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  await s3.send(new CreateBucketCommand({ Bucket }));
  const target = { Bucket, Key: 'video.mp4' };
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand(target));
  const numbers = Array.from({ length: partCount }, (_, index) => index + 1);
  const sign = (PartNumber: number) => getSignedUrl(s3, new UploadPartCommand({ ...target, UploadId, PartNumber }));
  const urls = await Promise.all(numbers.map(sign));
  const total = partCount * partBytes;
  const sent = await timed(`s3 up, ${partCount} parts of 16 MiB`, total, () =>
    inParallel(urls, (to) => send('PUT', to, part)),
  );
  await printUsage(child, 's3 server after up');
  const Parts = sent.map(({ etag }, index) => ({ ETag: etag, PartNumber: index + 1 }));
  const complete = new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } });
  await timed('s3 complete', 0, () => s3.send(complete));
  const whole = await getSignedUrl(s3, new GetObjectCommand(target));
  const { bytes } = await timed('s3 down, one stream', total, () => send('GET', whole));
  if (bytes !== total) throw new Error(`${bytes} of ${total} bytes came back`);
  const ranges = await Promise.all(
    numbers.map((n) => getSignedUrl(s3, new GetObjectCommand({ ...target, PartNumber: n }))),
  );
  await timed(`s3 down, ${parallel} ranges at a time`, total, () => inParallel(ranges, (from) => send('GET', from)));
  await printUsage(child, 's3 server after down');
  await stop(child);
}

async function runBaseline(): Promise<void> {
  const { child, url } = await startProcess('./s3-baseline-process.ts', 'baseline');
  const urls = Array.from({ length: partCount }, (_, index) => `${url}/part${index}`);
  const total = partCount * partBytes;
  await timed('baseline up', total, () => inParallel(urls, (to) => send('PUT', to, part)));
  await printUsage(child, 'baseline server after up');
  await timed('baseline down', total, () => inParallel(urls, (from) => send('GET', from)));
  await printUsage(child, 'baseline server after down');
  await stop(child);
  rmSync(join(dir, 'baseline'), { recursive: true }); // its dirty pages would slow down what comes next
}

try {
  await runBaseline();
  await runS3();
} finally {
  agent.destroy();
  rmSync(dir, { recursive: true, force: true });
}
