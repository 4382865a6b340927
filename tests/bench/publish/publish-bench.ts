import { type ChildProcess, execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { tempFolder } from '../../support/temp-folder.ts';
import { controlYoutubeSimulator, type YoutubeSimulator } from '../../support/youtube-simulator.ts';
import { bundlePrograms } from '../bundle-programs.ts';
import type { BenchJob } from './bench-job.ts';
import { openWays, type Way } from './ways.ts';

const run = promisify(execFile);
const Figures = z.object({ seconds: z.number(), peakMib: z.number(), state: z.string() });
export type Figures = z.infer<typeof Figures>;

/** A file server, simulated platforms and programs that copy between them, each a process. */
export interface PublishBench {
  readonly simulator: Omit<YoutubeSimulator, 'close'>;
  readonly ways: readonly Way[];
  /** `publish-process` is ours, `bare-copy-process` the baseline, for YouTube only. */
  copy(program: 'publish-process' | 'bare-copy-process', way: Way, bytes: number): Promise<Figures>;
  close(): Promise<void>;
}

/** @param bytes size of the largest file that will be copied */
export async function startPublishBench(bytes: number): Promise<PublishBench> {
  const folder = await tempFolder();
  const file = join(folder.path, 'sparse.mp4');
  const handle = await open(file, 'w');
  await handle.truncate(bytes);
  await handle.close();
  await mkdir(join(folder.path, 'platforms'));
  const names = ['publish-process.ts', 'bare-copy-process.ts'];
  await bundlePrograms(
    names.map((name) => join(import.meta.dirname, name)),
    folder.path,
  );
  const [files, platforms] = await Promise.all([
    startChild('range-server-process.ts', [file, String(bytes)]),
    startChild('platforms-process.ts', [join(folder.path, 'platforms')]),
  ]);
  const simulator = controlYoutubeSimulator(platforms.url);
  const ways = await openWays(platforms.url);
  const env = {
    PATH: process.env.PATH,
    AWS_ENDPOINT_URL_S3: files.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local-secret-key',
    YOUTUBE_API_URL: `${platforms.url}/youtube`,
    TIKTOK_API_URL: `${platforms.url}/tiktok`,
    INSTAGRAM_GRAPH_URL: `${platforms.url}/instagram/graph`,
    FACEBOOK_GRAPH_URL: `${platforms.url}/instagram/facebook`,
    INSTAGRAM_UPLOAD_URL: `${platforms.url}/instagram/rupload`,
  };
  return {
    simulator,
    ways,
    copy: async (program, { job }, size) => {
      const argument = JSON.stringify({ ...job, size } satisfies BenchJob);
      const { stdout } = await run(process.execPath, [join(folder.path, `${program}.mjs`), argument], { env });
      return Figures.parse(JSON.parse(stdout));
    },
    close: async () => {
      await Promise.all([files, platforms].map(({ child }) => stop(child)));
      await folder.remove();
    },
  };
}

async function startChild(name: string, parameters: string[]): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(join(import.meta.dirname, name), parameters, {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const [url] = await once(child, 'message');
  return { child, url: String(url) };
}

async function stop(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.disconnect();
  await exited;
}
