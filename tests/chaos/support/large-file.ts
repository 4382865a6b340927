import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { registerUser } from '../../support/hopper-user.ts';
import { type Stack, startStack } from '../../support/stack.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { writeSparseVideo } from './sparse-video.ts';

export interface LargeFileFigures {
  readonly isWhole: boolean;
  readonly uploadSeconds: number;
  readonly postSeconds: number;
  /** Peak resident memory of any worker, MiB. */
  readonly peakMib: number;
  readonly invocations: number;
}

/** 50 GB at 10 MB/s take an hour and a half. */
const longestSeconds = 4 * 3600;

/** Posts one large sparse file to YouTube on a Hopper of its own, and watches its workers. */
export async function runLargeFile(sizeBytes: number): Promise<LargeFileFigures> {
  const stack = await startStack({ env: { SIM_OPTIONS: JSON.stringify({ youtube: { maxKeptBytes: 0 } }) } });
  const folder = await tempFolder();
  try {
    const path = join(folder.path, 'large.mp4');
    const sha256 = await writeSparseVideo(path, sizeBytes);
    const user = await registerUser(stack.url);
    await user.connect('youtube');
    const begin = Date.now();
    const { id } = await user.upload(path, 'large.mp4');
    const uploaded = Date.now();
    await user.client.postVideos();
    const watch = watchWorkers(stack);
    await user.waitFor(id, ({ status }) => status === 'uploaded', longestSeconds);
    const figures = await watch.stop();
    const rows = await stack.ledger();
    const isWhole = rows.length === 1 && rows[0]?.sha256 === sha256 && rows[0].bytes === sizeBytes;
    return {
      isWhole,
      uploadSeconds: (uploaded - begin) / 1000,
      postSeconds: (Date.now() - uploaded) / 1000,
      ...figures,
    };
  } finally {
    await stack.stop();
    await folder.remove();
  }
}

/** Looks every now and then how much memory the workers have taken at most (Linux), and how often they were invoked. */
function watchWorkers(stack: Stack) {
  const peaks = new Map<number, number>();
  const invocations = new Map<number, number>();
  let isStopped = false;
  async function look(): Promise<void> {
    for (const { name, pid, invocations: count } of await stack.functions()) {
      if (!name.includes('publish-worker')) continue;
      invocations.set(pid, count);
      peaks.set(pid, Math.max(peaks.get(pid) ?? 0, peakOf(pid)));
    }
  }
  const looking = (async () => {
    while (!isStopped) {
      await look();
      await delay(500);
    }
  })();
  return {
    async stop() {
      isStopped = true;
      await looking;
      const sum = [...invocations.values()].reduce((total, count) => total + count, 0);
      return { peakMib: Math.max(0, ...peaks.values()), invocations: sum };
    },
  };
}

function peakOf(pid: number): number {
  try {
    const kibibytes = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kibibytes ?? 0) / 1024;
  } catch {
    return 0; // It has ended.
  }
}
