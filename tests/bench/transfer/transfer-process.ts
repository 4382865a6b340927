// Copies files from Drive to Drive with the real client and the real runner, bundled like a function. Prints seconds and peak RSS.
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../../shared/domain/clock.ts';
import { createDriveApi } from '../../../shared/platforms/google-drive/create-drive-api.ts';
import { copyFile } from '../../../shared/transfer/copy/copy-file.ts';
import { createIdPool } from '../../../shared/transfer/copy/create-id-pool.ts';
import { createPacer } from '../../../shared/transfer/copy/create-pacer.ts';
import type { ItemContext } from '../../../shared/transfer/item-runner.ts';
import { buildItem, buildTransfer } from '../../transfers/support/build-transfer.ts';
import { TransferJob } from './transfer-job.ts';

const { size, files, bytesPerSecond, saveMs } = TransferJob.parse(JSON.parse(process.argv[2] ?? ''));
const drive = createDriveApi({ get: async () => 'token' });
const { signal } = new AbortController();
const transfer = buildTransfer();
const context: ItemContext = {
  transfer: { ...transfer, options: { ...transfer.options, bytesPerSecond } },
  source: drive,
  destination: drive,
  parentDestId: 'folder',
  newId: createIdPool(drive, signal),
  find: async () => undefined,
  save: async () => void (saveMs > 0 && (await sleep(saveMs))),
  pace: createPacer(bytesPerSecond, systemClock, signal),
  startUntil: Number.POSITIVE_INFINITY,
  signal,
  clock: systemClock,
};
const items = Array.from({ length: files }, (_, seq) => buildItem({ seq, sizeBytes: size }));
const begin = performance.now();
const done = await Promise.all(items.map((item) => copyFile(item, context)));
const seconds = (performance.now() - begin) / 1000;
const state = done.every((item) => item.state === 'done') ? 'done' : 'not done';
console.log(JSON.stringify({ seconds, peakMib: process.resourceUsage().maxRSS / 1024, state }));
