import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Post } from '../../../shared/domain/posts/post.ts';
import type { TransferItem } from '../../../shared/domain/transfers/transfer-item.ts';
import { platformRules } from '../../../shared/platforms/rules.ts';
import { createImportRunner } from '../../../shared/transfer/import/create-import-runner.ts';
import type { ImportDeps } from '../../../shared/transfer/import/import-deps.ts';
import type { ItemContext } from '../../../shared/transfer/item-runner.ts';
import { createMemorySettings } from '../../settings/support/memory-settings-store.ts';
import { createMemoryVideos } from '../../support/memory-video-store.ts';
import { buildTransfer } from './build-transfer.ts';
import { startCopyWorld } from './copy-world.ts';
import { createMemoryBucket } from './memory-bucket.ts';
import { createMemoryRecords } from './memory-transfer-store.ts';
import { type CallWatch, watched } from './watched.ts';

/** Small parts: five of them for a file of little more than a MiB. */
export const partBytes = 256 * 1024;
const clip = fileURLToPath(new URL('../../fixtures/clip-h264-aac.mp4', import.meta.url));
const ownerId = 'owner-1';

export interface ImportWorker {
  readonly watch?: CallWatch;
  readonly context?: Partial<ItemContext>;
  readonly others?: readonly TransferItem[];
}

/** Ada's simulated Drive, an empty queue and bucket, and workers that import single items. */
export async function startImportWorld() {
  const drive = await startCopyWorld();
  const frame = await readFile(clip);
  let counter = 0;

  /** What is on Hopper's side; every test has its own. */
  function openQueue() {
    const videos = createMemoryVideos();
    const bucket = createMemoryBucket();
    const records = createMemoryRecords();
    const settings = createMemorySettings();
    const posts: Post[] = [];
    const set = async (values: Record<string, unknown>) =>
      settings.replace(ownerId, 'global', values, (await settings.find(ownerId, 'global')).version);

    /** What one worker does with an item. @returns what it returned, or what was saved before it failed */
    async function work(
      item: TransferItem,
      worker: ImportWorker = {},
    ): Promise<{ item: TransferItem; error?: unknown }> {
      const watch = worker.watch ?? {};
      let stored = structuredClone(item);
      const deps: ImportDeps = {
        videos: watched('videos', videos.store, watch),
        posts: { listOfVideo: async (_owner, videoId) => posts.filter((post) => post.videoId === videoId) },
        media: watched('media', bucket.media, watch),
        parts: watched('parts', bucket.parts, watch),
        records: watched('records', records, watch),
        settings,
        rules: platformRules,
        planParts: (sizeBytes) => ({ partBytes, partCount: Math.ceil(sizeBytes / partBytes) }),
        newId: () => `01JD${String(++counter).padStart(22, '0')}`,
        newObjectName: () => `object-${++counter}`,
        random: () => 0,
      };
      const context: ItemContext = {
        transfer: buildTransfer({ ownerId, kind: 'import', destination: null, phase: 'copy' }),
        source: watched('source', drive.source, watch),
        destination: null,
        parentDestId: null,
        newId: () => Promise.reject(new Error('A video needs no id of Drive.')),
        note: async (madeId) => madeId,
        find: async (id) => worker.others?.find(({ itemId }) => itemId === id),
        save: async (next) => {
          await watch.before?.(`save ${next.state}`);
          stored = structuredClone(next);
          await watch.after?.(`save ${next.state}`);
        },
        pace: async () => undefined,
        startUntil: Number.POSITIVE_INFINITY,
        signal: new AbortController().signal,
        clock: { now: () => 1_700_000_000_000, after: () => () => undefined },
        ...worker.context,
      };
      try {
        return { item: await createImportRunner(deps)(stored, context) };
      } catch (error) {
        return { item: stored, error };
      }
    }

    /** Every video of the queue with the bytes that belong to it. */
    const arrived = () =>
      [...videos.rows.values()].map(({ filename, state, objectKey }) => ({
        filename,
        state,
        bytes: bucket.objects.get(objectKey),
      }));
    return { videos, bucket, records, posts, set, work, arrived };
  }

  /** The bytes of an MP4, as many as are asked for; each number makes others. */
  const makeVideo = (length: number, seed = ++counter): Buffer => {
    const bytes = Buffer.alloc(length, seed % 251);
    frame.copy(bytes, 0, 0, 4096);
    bytes.writeUInt32BE(seed, length - 4);
    return bytes;
  };
  const plantVideo = (bytes: Buffer, name: string, words: object = {}, differences: Partial<TransferItem> = {}) =>
    drive.plant(bytes, { action: 'import', ...differences }, { name, ...words });

  return { ...drive, openQueue, makeVideo, plantVideo };
}
export type ImportWorld = Awaited<ReturnType<typeof startImportWorld>>;
export type ImportQueue = ReturnType<ImportWorld['openQueue']>;
