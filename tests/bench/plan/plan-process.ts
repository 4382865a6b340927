// Plans a transfer with the real client, plan and store, one invocation after the other in one process, as a warm function
// does. Prints seconds, and resident memory at its peak and after each invocation.
import { createCopyRecords } from '../../../shared/adapters/dynamo/copy-records.ts';
import { createTransferStore } from '../../../shared/adapters/dynamo/transfer-store.ts';
import { createVideoStore } from '../../../shared/adapters/dynamo/video-store.ts';
import { systemClock } from '../../../shared/domain/clock.ts';
import type { Transfer } from '../../../shared/domain/transfers/transfer.ts';
import { buildDriveAddresses } from '../../../shared/platforms/google-drive/addresses.ts';
import { createDriveApi } from '../../../shared/platforms/google-drive/create-drive-api.ts';
import { runPlan } from '../../../shared/transfer/plan/run-plan.ts';
import { createTestTable } from '../../support/test-table.ts';
import { buildTransfer } from '../../transfers/support/build-transfer.ts';
import { PlanJob } from './plan-job.ts';

const job = PlanJob.parse(JSON.parse(process.argv[2] ?? ''));
const table = await createTestTable(job.dynamo);
const [transfers, records] = [createTransferStore(table), createCopyRecords(table)];
const drive = createDriveApi({ get: async () => 'token' }, { addresses: buildDriveAddresses(job.drive) });
const base = buildTransfer({ roots: ['source-root'] });
const destination = {
  connectionId: 'ben',
  email: 'ben@example.com',
  folderId: job.folderId,
  folderName: '',
  driveId: null,
};
const turnMs = job.turnSeconds * 1000;

async function invoke(key: Transfer): Promise<Transfer> {
  const claim = await transfers.claim(key, { now: Date.now(), leaseMs: turnMs * 10 });
  if (claim.outcome !== 'claimed') throw new Error(claim.reason);
  let { transfer } = claim;
  await runPlan({
    get transfer() {
      return transfer;
    },
    items: transfers,
    records,
    videos: createVideoStore(table),
    source: drive,
    destination: drive,
    async save(change, items, meetings) {
      transfer = await transfers.save(transfer, change, Date.now(), items, meetings);
    },
    startUntil: Date.now() + turnMs,
    signal: new AbortController().signal,
    clock: systemClock,
  });
  await transfers.release(transfer, Date.now());
  return transfer;
}

const begin = performance.now();
let transfer: Transfer = { ...base, destination };
await transfers.create(transfer);
const turns: number[] = [];
while (!transfer.plan.isComplete) {
  transfer = await invoke(transfer);
  turns.push(process.memoryUsage.rss() / 1024 ** 2);
}
const seconds = (performance.now() - begin) / 1000;
const peakMib = process.resourceUsage().maxRSS / 1024;
const { counts, plan } = transfer;
console.log(JSON.stringify({ seconds, peakMib, turns, files: counts.files, existing: plan.existing }));
process.exit();
