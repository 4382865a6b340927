// Peak memory and speed of importing videos from Drive into the bucket: `node tests/bench/import-memory.ts [mebibytes=1024]`
import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { tempFolder } from '../support/temp-folder.ts';
import { bundlePrograms } from './bundle-programs.ts';

const mebibyte = 1024 * 1024;
const size = Number(process.argv[2] ?? 1024) * mebibyte;
const budgetMib = 160;
const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret-key' };
const Figures = z.object({ seconds: z.number(), peakMib: z.number() });
const Address = z.union([z.string(), z.object({ url: z.string() }).transform(({ url }) => url)]);

async function startServer(path: string, ...parameters: string[]) {
  const child = fork(join(import.meta.dirname, path), parameters, {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const [message] = await once(child, 'message');
  return { url: Address.parse(message), stop: () => child.kill() };
}

const folder = await tempFolder();
await bundlePrograms([join(import.meta.dirname, 'import/import-process.ts')], folder.path);
console.log(`peak resident memory (budget ${budgetMib} MiB):`);
for (const files of [1, 4, 64]) {
  const bytes = Math.floor(size / files);
  const drive = await startServer('import/bare-videos-process.ts', String(bytes));
  const s3 = await startServer('s3-server-process.ts', join(folder.path, `s3-${files}`));
  await new S3Client({ endpoint: s3.url, region: 'us-east-1', credentials, forcePathStyle: true }).send(
    new CreateBucketCommand({ Bucket: 'videos' }),
  );
  const env = {
    PATH: process.env.PATH,
    GOOGLE_DRIVE_URL: drive.url,
    AWS_ENDPOINT_URL_S3: s3.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  };
  const script = join(folder.path, 'import-process.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script, String(bytes), String(files)], { env });
  const { peakMib, seconds } = Figures.parse(JSON.parse(stdout));
  const speed = `${(size / mebibyte / seconds).toFixed(0)} MiB/s`;
  console.log(
    `  ${`${files} of ${(bytes / mebibyte).toFixed(0)} MiB`.padEnd(16)} ${peakMib.toFixed(0).padStart(4)} MiB (${speed})`,
  );
  drive.stop();
  s3.stop();
}
await folder.remove();
