import type { DriveOptions } from '../../../local/platforms/google-drive/drive-options.ts';
import type { DriveApi } from '../../../shared/domain/drive/drive-api.ts';
import { isFolder, isNative, shortcutType } from '../../../shared/domain/drive/drive-file.ts';
import { PlatformError } from '../../../shared/domain/posts/publisher.ts';
import type { TransferItem } from '../../../shared/domain/transfers/transfer-item.ts';
import type { TransferOptions } from '../../../shared/domain/transfers/transfer-options.ts';
import { buildDriveAddresses } from '../../../shared/platforms/google-drive/addresses.ts';
import { createDriveApi } from '../../../shared/platforms/google-drive/create-drive-api.ts';
import { createCopyRunners } from '../../../shared/transfer/copy/copy-runners.ts';
import { createIdPool } from '../../../shared/transfer/copy/create-id-pool.ts';
import type { ItemContext } from '../../../shared/transfer/item-runner.ts';
import { type DriveWorld, startDriveWorld } from '../../platforms/drive/drive-sim-world.ts';
import { buildItem, buildTransfer } from './build-transfer.ts';
import { createMemoryRecords } from './memory-transfer-store.ts';

/** Told of every call to a Drive, `source.find` or `destination.sendChunk`, and every save, `save verifying`; may throw. */
export interface Watch {
  before?(call: string): void | Promise<void>;
  after?(call: string): void | Promise<void>;
}

/** How a worker differs from one that has all the time and meets no trouble. */
export interface WorkerOptions {
  readonly options?: Partial<TransferOptions>;
  readonly watch?: Watch;
  readonly others?: readonly TransferItem[];
  readonly context?: Partial<ItemContext>;
  /** A folder that is not the world's. */
  readonly folderId?: string;
}

/** Chunks of 256 KiB, whatever is sent: a limit of bandwidth for which nobody waits. */
export const smallChunks: Partial<TransferOptions> = { bytesPerSecond: 65_536 };

/** Ada's Drive as source, a folder of Ben's as destination, and workers that carry single items. */
export async function startCopyWorld(drive: Partial<DriveOptions> = {}) {
  const world: DriveWorld = await startDriveWorld({ accessTokenSeconds: 86_400, drive });
  const [ada, ben] = [await world.signInAs('ada'), await world.signInAs('ben')];
  const addresses = buildDriveAddresses(`${world.url}/drive`);
  const apiOf = (token: string) => createDriveApi({ get: async () => token }, { addresses });
  const [source, destination] = [apiOf(ada), apiOf(ben)];
  let names = 0;

  async function makeFolder(token = ben): Promise<string> {
    names += 1;
    const wish = { name: `folder ${names}`, mimeType: 'application/vnd.google-apps.folder' };
    return (await world.api(token, 'POST', '/v3/files', wish)).json.id;
  }
  const folderId = await makeFolder();
  const records = createMemoryRecords();

  /** The item that a plan makes of a file at the source. */
  async function plan(id: string, differences: Partial<TransferItem> = {}): Promise<TransferItem> {
    const file = await source.find(id);
    if (!file) throw new Error('Nothing there.');
    const { name, mimeType, description, sizeBytes, md5, sha256, createdTime, modifiedTime } = file;
    const words = { name, mimeType, description, md5, sha256, createdTime, modifiedTime };
    const action = isFolder(file)
      ? 'folder'
      : isNative(file)
        ? 'export'
        : mimeType === shortcutType
          ? 'shortcut'
          : 'copy';
    return buildItem({ itemId: id, ...words, sizeBytes: isNative(file) ? null : sizeBytes, action, ...differences });
  }

  async function plant(bytes: Buffer, differences: Partial<TransferItem> = {}, words: object = {}) {
    names += 1;
    const metadata = { name: `file ${names}`, mimeType: 'video/mp4', ...words };
    const id =
      bytes.length > 0
        ? await world.upload(ada, metadata, bytes)
        : (await world.api(ada, 'POST', '/v3/files', metadata)).json.id;
    return plan(id, differences);
  }

  /** What one worker does with an item. @returns what it left behind: what it returned, or saved before it failed */
  async function work(
    item: TransferItem,
    worker: WorkerOptions = {},
  ): Promise<{ item: TransferItem; error?: unknown }> {
    let stored = structuredClone(item);
    const watched = (name: string, api: DriveApi) => watch(name, api, worker.watch ?? {});
    const { signal } = new AbortController();
    const to = watched('destination', destination);
    const parentDestId = worker.folderId ?? folderId;
    const base = buildTransfer();
    const context: ItemContext = {
      transfer: {
        ...base,
        options: { ...base.options, ...worker.options },
        destination: {
          connectionId: 'ben',
          email: 'ben@example.com',
          folderId: parentDestId,
          folderName: 'There',
          driveId: null,
        },
      },
      source: watched('source', source),
      destination: to,
      parentDestId,
      newId: createIdPool(to, signal),
      note: (id, instead) => records.take({ ownerId: base.ownerId, folderId: parentDestId }, item.itemId, id, instead),
      find: async (id) => worker.others?.find(({ itemId }) => itemId === id),
      save: async (next) => {
        await worker.watch?.before?.(`save ${next.state}`);
        stored = structuredClone(next);
        await worker.watch?.after?.(`save ${next.state}`);
      },
      pace: async () => undefined,
      startUntil: Number.POSITIVE_INFINITY,
      signal,
      clock: { now: () => Date.now(), after: () => () => undefined },
      ...worker.context,
    };
    const runner = createCopyRunners()[item.action === 'import' || item.action === 'none' ? 'copy' : item.action];
    try {
      return { item: await runner(stored, context) };
    } catch (error) {
      return { item: stored, error };
    }
  }

  /** Worker after worker, as long as only time is needed. */
  async function bring(
    item: TransferItem,
    worker: WorkerOptions = {},
  ): Promise<{ item: TransferItem; error?: unknown }> {
    let result = await work(item, worker);
    for (let tries = 0; tries < 8 && isTransient(result.error); tries += 1) result = await work(result.item, worker);
    return result;
  }

  /** What lies in a folder at the destination, and not in the trash. */
  const children = async (id = folderId) => (await destination.list({ folderId: id, pageSize: 1000 })).files;
  /** The content of a file of Ada's becomes another one. */
  const rewrite = async (id: string, bytes: Buffer) =>
    world.api(ada, 'PATCH', `/upload/drive/v3/files/${id}?uploadType=media`, bytes, { 'content-type': 'video/mp4' });

  return { ...world, ada, ben, source, destination, folderId, makeFolder, plan, plant, work, bring, children, rewrite };
}

const isTransient = (error: unknown) => error instanceof PlatformError && error.kind === 'transient';

/** The same Drive under the eyes of a test. */
function watch(name: string, api: DriveApi, { before, after }: Watch): DriveApi {
  return new Proxy(api, {
    get:
      (target, method) =>
      async (...parameters: unknown[]) => {
        await before?.(`${name}.${String(method)}`);
        const result = await Reflect.apply(Reflect.get(target, method), target, parameters);
        await after?.(`${name}.${String(method)}`);
        return result;
      },
  });
}
export type CopyWorld = Awaited<ReturnType<typeof startCopyWorld>>;
