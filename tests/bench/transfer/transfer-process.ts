// Copies files from Drive to Drive with the real worker, client and store, bundled like a function. Prints seconds and peak RSS.
import { createCopyRecords } from '../../../shared/adapters/dynamo/copy-records.ts';
import { createTransferStore } from '../../../shared/adapters/dynamo/transfer-store.ts';
import { systemClock } from '../../../shared/domain/clock.ts';
import { createDriveApi } from '../../../shared/platforms/google-drive/create-drive-api.ts';
import { createCopyRunners } from '../../../shared/transfer/copy/copy-runners.ts';
import { createTransferWorker } from '../../../shared/transfer/transfer-worker.ts';
import { createTestTable } from '../../support/test-table.ts';
import { buildItem, buildTransfer } from '../../transfers/support/build-transfer.ts';
import { TransferJob } from './transfer-job.ts';

const { size, files, documents, bytesPerSecond, dynamo } = TransferJob.parse(JSON.parse(process.argv[2] ?? ''));
const leaseMs = 60_000;
const table = await createTestTable(dynamo);
const [transfers, records] = [createTransferStore(table), createCopyRecords(table)];
const order = buildTransfer({ phase: 'copy' });
const key = { ownerId: order.ownerId, transferId: order.transferId };

/** Leaves a transfer as its plan does. */
async function plan(): Promise<void> {
  await transfers.create({ ...order, options: { ...order.options, bytesPerSecond } });
  const claim = await transfers.claim(key, { now: Date.now(), leaseMs });
  if (claim.outcome !== 'claimed') throw new Error('Not claimed.');
  const kind = documents ? ({ action: 'export', exportType: 'application/pdf' } as const) : {};
  const items = Array.from({ length: files }, (_, seq) => buildItem({ seq, sizeBytes: size, ...kind }));
  let { transfer } = claim;
  for (let from = 0; from < files; from += 99) {
    const some = items.slice(from, from + 99);
    const counts = { ...transfer.counts, files: from + some.length, waiting: from + some.length };
    transfer = await transfers.save(transfer, { counts, leaseUntil: 0 }, Date.now(), some);
  }
}

const drive = createDriveApi({ get: async () => 'token' });
const work = createTransferWorker({
  transfers,
  records,
  videos: { find: async () => undefined },
  hints: { send: async () => undefined },
  visibility: { hide: async () => undefined },
  drive: () => ({ api: drive, giveUp: async () => undefined }),
  runners: { ...createCopyRunners(), import: () => Promise.reject(new Error('Nothing is imported here.')) },
  clock: systemClock,
  random: Math.random,
  leaseMs,
  tell: () => undefined,
  log: { info: () => {}, warn: console.error, error: console.error },
});

await plan();
const begin = performance.now();
let state = 'active';
while (state === 'active') {
  await work({ key, receiptHandle: '', receiveCount: 1 }, Date.now() + 900_000);
  state = (await transfers.find(key))?.state ?? 'gone';
}
const seconds = (performance.now() - begin) / 1000;
console.log(JSON.stringify({ seconds, peakMib: process.resourceUsage().maxRSS / 1024, state }));
process.exit();
