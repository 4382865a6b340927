import { join } from 'node:path';
import { registerUser } from '../../support/hopper-user.ts';
import { startStack } from '../../support/stack.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { writeSparseVideo } from './sparse-video.ts';
import { watchWorkers } from './watch-workers.ts';

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
    const watch = watchWorkers(stack, 'publish-worker');
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
