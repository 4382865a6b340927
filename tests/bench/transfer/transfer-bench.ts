import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { startDynoxide } from '../../support/dynoxide.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { bundlePrograms } from '../bundle-programs.ts';
import type { TransferJob } from './transfer-job.ts';

const run = promisify(execFile);
const Figures = z.object({ seconds: z.number(), peakMib: z.number(), state: z.string() });
export type Figures = z.infer<typeof Figures>;

type Job = Omit<z.input<typeof TransferJob>, 'dynamo'>;

/** A bare Drive, a DynamoDB, and programs that copy within that Drive, each a process. */
export interface TransferBench {
  /** `transfer-process` is ours, `bare-transfer-process` the baseline. */
  copy(program: 'transfer-process' | 'bare-transfer-process', job: Job): Promise<Figures>;
  close(): Promise<void>;
}

/** @param size of each file, bytes */
export async function startTransferBench(size: number): Promise<TransferBench> {
  const folder = await tempFolder();
  const names = ['transfer-process.ts', 'bare-transfer-process.ts'];
  await bundlePrograms(
    names.map((name) => join(import.meta.dirname, name)),
    folder.path,
  );
  const drive = fork(join(import.meta.dirname, 'bare-drive-process.ts'), [String(size)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const [url] = await once(drive, 'message');
  const dynamo = await startDynoxide();
  const env = { PATH: process.env.PATH, GOOGLE_DRIVE_URL: String(url) };
  return {
    copy: async (program, job) => {
      const script = join(folder.path, `${program}.mjs`);
      const { stdout } = await run(process.execPath, [script, JSON.stringify({ ...job, dynamo: dynamo.url })], { env });
      return Figures.parse(JSON.parse(stdout));
    },
    close: async () => {
      const exited = once(drive, 'exit');
      drive.disconnect();
      await Promise.all([exited, dynamo.close()]);
      await folder.remove();
    },
  };
}
