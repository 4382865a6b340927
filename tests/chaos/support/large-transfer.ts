import { setTimeout as delay } from 'node:timers/promises';
import { isAtRest, openDrives, registerDriveUser } from '../../journeys/drive-user.ts';
import { createRandom } from '../../simulation/support/seeded-random.ts';
import { startStack } from '../../support/stack.ts';
import { killBusy } from './kill-busy.ts';
import { plantLargeFile } from './plant-large-file.ts';
import { watchWorkers } from './watch-workers.ts';

export interface LargeTransferFigures {
  readonly status: string;
  readonly isWhole: boolean;
  readonly killed: number;
  readonly seconds: number;
  /** Bytes that arrived more than once. */
  readonly sentAgain: number;
  /** Peak resident memory of any worker, MiB. */
  readonly peakMib: number;
}

const lookEveryMs = 200;
const roomy = { storageBytes: null, dailyUploadBytes: 1e15, maxKeptBytes: 1e15 };

/** Moves one large file from Drive to Drive, and kills its worker at random places of it. */
export async function runLargeTransfer(options: {
  readonly sizeBytes: number;
  readonly kills: number;
  readonly seed: number;
}): Promise<LargeTransferFigures> {
  const { sizeBytes, kills, seed } = options;
  const stack = await startStack({ env: { SIM_OPTIONS: JSON.stringify({ drive: roomy }), LEASE_SECONDS: '3' } });
  try {
    const user = await registerDriveUser(stack.url);
    const drives = await openDrives(stack);
    const { id, md5 } = await plantLargeFile(await drives.hands('ada'), 'large.mp4', sizeBytes);
    const received = async () => (await (await fetch(`${stack.url}/_local/stats`)).json()).drive.bytesReceived;
    const before = await received();
    const watch = watchWorkers(stack, 'transfer-worker');
    const begin = Date.now();
    const { body } = await user.ask('POST', '/transfer-file', {
      file_id: id,
      source_token: await user.openSession('source', { account: 'ada' }),
      dest_token: await user.openSession('destination', { account: 'ben' }),
    });
    const random = createRandom(seed);
    const due = Array.from({ length: kills }, () => random() * sizeBytes).sort((a, b) => a - b);
    let killed = 0;
    for (;;) {
      const transfer = await user.client.getTransfer({ params: { transferId: body.transfer_id } });
      if (isAtRest(transfer)) {
        const seconds = (Date.now() - begin) / 1000;
        const { peakMib } = await watch.stop();
        const copies = (await drives.tree()).filter(({ account }) => account === 'ben');
        const isWhole = copies.length === 1 && copies[0]?.md5 === md5 && copies[0].bytes === sizeBytes;
        const sentAgain = (await received()) - before - sizeBytes;
        return { status: transfer.status, isWhole, killed, seconds, sentAgain, peakMib };
      }
      const isDue = (due[killed] ?? Infinity) <= transfer.progress.bytes;
      await delay(lookEveryMs * (isDue ? random() : 1));
      if (isDue && (await killBusy(stack, 'transfer-worker', random()))) killed += 1;
    }
  } finally {
    await stack.stop();
  }
}
