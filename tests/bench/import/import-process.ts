// Imports files with the real runner, client and bucket, four at a time, bundled like a function. Prints seconds and peak RSS.
import { ulid } from 'ulid';
import { createS3MediaStore } from '../../../shared/adapters/s3/s3-media-store.ts';
import { createS3PartSink } from '../../../shared/adapters/s3/s3-part-sink.ts';
import { systemClock } from '../../../shared/domain/clock.ts';
import { planParts } from '../../../shared/domain/videos/upload-parts.ts';
import { createDriveApi } from '../../../shared/platforms/google-drive/create-drive-api.ts';
import { platformRules } from '../../../shared/platforms/rules.ts';
import { createImportRunner } from '../../../shared/transfer/import/create-import-runner.ts';
import type { ItemContext } from '../../../shared/transfer/item-runner.ts';
import { createMemorySettings } from '../../settings/support/memory-settings-store.ts';
import { createMemoryVideos } from '../../support/memory-video-store.ts';
import { buildItem, buildTransfer } from '../../transfers/support/build-transfer.ts';
import { createMemoryRecords } from '../../transfers/support/memory-transfer-store.ts';

const [size = 0, files = 0] = process.argv.slice(2).map(Number);
const bucket = 'videos';
const videos = createMemoryVideos();
const run = createImportRunner({
  videos: videos.store,
  posts: { listOfVideo: async () => [] },
  media: createS3MediaStore(bucket),
  parts: createS3PartSink(bucket),
  records: createMemoryRecords(),
  settings: createMemorySettings(),
  rules: platformRules,
  planParts,
  newId: () => ulid(),
  newObjectName: () => ulid(),
  random: Math.random,
});
const context: ItemContext = {
  transfer: buildTransfer({ kind: 'import', destination: null, phase: 'copy' }),
  source: createDriveApi({ get: async () => 'token' }),
  destination: null,
  parentDestId: null,
  newId: () => Promise.reject(new Error('A video needs no id of Drive.')),
  note: async (madeId) => madeId,
  find: async () => undefined,
  save: async () => undefined,
  pace: async () => undefined,
  startUntil: Number.POSITIVE_INFINITY,
  signal: new AbortController().signal,
  clock: systemClock,
};

const begin = performance.now();
const items = Array.from({ length: files }, (_, seq) =>
  buildItem({ seq, itemId: `clip-${seq}`, name: `clip-${seq}.mp4`, action: 'import' }),
);
const lane = async () => {
  for (let item = items.pop(); item; item = items.pop()) {
    const { state, reason } = await run(item, context);
    if (state !== 'done') throw new Error(`${state} ${reason?.code}`);
  }
};
await Promise.all([lane(), lane(), lane(), lane()]);
const seconds = (performance.now() - begin) / 1000;
const bytes = [...videos.rows.values()].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
if (bytes !== size * files) throw new Error(`${bytes} bytes arrived.`);
console.log(JSON.stringify({ seconds, peakMib: process.resourceUsage().maxRSS / 1024 }));
process.exit();
