import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TransferItem } from '../../shared/domain/transfers/transfer-item.ts';
import { makeBytes } from '../platforms/youtube-sim-world.ts';
import { type CopyWorld, smallChunks, startCopyWorld, type Watch, type WorkerOptions } from './support/copy-world.ts';
import { md5Of } from './support/drive-hands.ts';

const chunk = 256 * 1024;
const bytes = makeBytes(3 * chunk + 5, 40);
const moving = { options: { ...smallChunks, deleteSource: true } };
let world: CopyWorld;

beforeAll(async () => {
  world = await startCopyWorld();
});
afterAll(() => world.close());

/** A worker that dies at its n-th call: before it has an effect, or when it had one and nobody heard of it. */
function dyingAt(n: number, when: 'before' | 'after'): Watch {
  let calls = 0;
  const die = async () => {
    calls += 1;
    if (calls >= n) throw new Error('killed');
  };
  return when === 'before' ? { before: die } : { after: die };
}

async function countBytes(): Promise<{ read: number; arrived: number }> {
  const { bytesSent = 0, bytesReceived = 0 } = (await world.stats()).drive ?? {};
  return { read: bytesSent, arrived: bytesReceived };
}

async function countCalls(item: TransferItem, worker: WorkerOptions): Promise<readonly string[]> {
  const calls: string[] = [];
  const done = await world.work(item, { ...worker, watch: { before: (call) => void calls.push(call) } });
  expect(done.item.state).toBe('done');
  return calls;
}

/** Dies at every single call, and has a successor each time. */
async function sweep(plant: () => Promise<{ item: TransferItem; worker: WorkerOptions }>, judge: Judge): Promise<void> {
  const clean = await plant();
  const calls = await countCalls(clean.item, clean.worker);
  for (const [index, call] of calls.entries()) {
    for (const when of ['before', 'after'] as const) {
      const { item, worker } = await plant();
      const folderId = await world.makeFolder();
      const begun = await countBytes();
      const dead = await world.work(item, { ...worker, folderId, watch: dyingAt(index + 1, when) });
      const died = await countBytes();
      const { item: done, error } = await world.work(dead.item, { ...worker, folderId });
      const ended = await countBytes();
      const place = `died ${when} ${index + 1}. ${call}`;
      expect([place, error, done.state]).toEqual([place, undefined, 'done']);
      // Read by the successor, beside what had arrived when the first one died.
      const [readLater, arrivedBefore] = [ended.read - died.read, died.arrived - begun.arrived];
      await judge({ place, item: done, folderId, readLater, arrivedBefore });
    }
  }
}
type Judge = (end: {
  readonly place: string;
  readonly item: TransferItem;
  readonly folderId: string;
  readonly readLater: number;
  readonly arrivedBefore: number;
}) => Promise<void>;

describe('a worker that dies at any call', () => {
  it('leaves a file from which its successor makes exactly one copy, with nothing sent again that has arrived', async () => {
    const plant = async () => ({ item: await world.plant(bytes), worker: moving });
    await sweep(plant, async ({ place, item, folderId, readLater, arrivedBefore }) => {
      const copies = await world.children(folderId);
      expect([place, copies.map(({ id, md5 }) => [id, md5])]).toEqual([place, [[item.destId, md5Of(bytes)]]]);
      expect([place, (await world.source.find(item.itemId))?.trashed]).toEqual([place, true]);
      // Nothing that has arrived is sent again: in a real crash that is the chunk that was under way, at most.
      expect([place, readLater]).toEqual([place, arrivedBefore < bytes.length ? bytes.length - arrivedBefore : 0]);
    });
  });

  it('leaves an empty file, a folder, a document and a shortcut of which there is one in the end', async () => {
    const emptyFile = async () => ({ item: await world.plant(Buffer.alloc(0)), worker: moving });
    const folder = async () => ({ item: await world.plan(await world.makeFolder(world.ada)), worker: moving });
    const document = async () => {
      const { json } = await world.api(world.ada, 'POST', '/v3/files', { name: 'words', mimeType: documentType });
      return { item: await world.plan(json.id, { exportType: 'application/pdf' }), worker: moving };
    };
    const shortcut = async () => {
      const target = (await world.work(await world.plant(makeBytes(9, 41)))).item;
      const wish = { name: 'way', mimeType: shortcutType, shortcutDetails: { targetId: target.itemId } };
      const { json } = await world.api(world.ada, 'POST', '/v3/files', wish);
      return {
        item: await world.plan(json.id, { targetItemId: target.itemId }),
        worker: { ...moving, others: [target] },
      };
    };
    for (const plant of [emptyFile, folder, document, shortcut]) {
      await sweep(plant, async ({ place, item, folderId }) => {
        const made = await world.children(folderId);
        expect([place, made.map(({ id, name }) => [id, name])]).toEqual([place, [[item.destId, item.name]]]);
      });
    }
  });
});

const documentType = 'application/vnd.google-apps.document';
const shortcutType = 'application/vnd.google-apps.shortcut';
