import type { DriveApi } from '../../../shared/domain/drive/drive-api.ts';
import type { Transfer } from '../../../shared/domain/transfers/transfer.ts';
import type { TransferItem } from '../../../shared/domain/transfers/transfer-item.ts';
import type { ItemRunner } from '../../../shared/transfer/item-runner.ts';
import { createTransferWorker } from '../../../shared/transfer/transfer-worker.ts';
import { hintAtTransfer } from '../../../shared/worker/repairs/transfer.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';
import { buildTransfer } from './build-transfer.ts';
import { createMemoryRecords, createMemoryTransfers } from './memory-transfer-store.ts';

const leaseMs = 30_000;
const turnMs = 150_000;
const minuteMs = 60_000;
const log = { info: () => {}, warn: () => {}, error: () => {} };

const noCall = () => Promise.reject(new Error('Nothing is asked of Drive here.'));
const silentDrive: DriveApi = {
  about: noCall,
  find: noCall,
  list: noCall,
  listSharedDrives: noCall,
  generateIds: noCall,
  create: noCall,
  beginUpload: noCall,
  beginReplacement: noCall,
  askUpload: noCall,
  sendChunk: noCall,
  download: noCall,
  export: noCall,
  makeEmpty: noCall,
  trash: noCall,
};

/** What a file's code does in a test; `begun` counts from 1. */
export type Script = (item: TransferItem, context: Parameters<ItemRunner>[1], begun: number) => Promise<TransferItem>;

/** Workers, hints and the sweeper in virtual time, around scripted files. */
export function createEngineWorld(script: Script, abouts: Partial<Record<string, DriveApi['about']>> = {}) {
  const clock = createVirtualClock();
  const transfers = createMemoryTransfers();
  const records = createMemoryRecords();
  const begun = new Map<string, number>();
  const givenUp: string[] = [];
  const hints = { sent: 0 };
  let atOnce = 0;
  let mostAtOnce = 0;
  const order: string[] = [];

  const run: ItemRunner = async (item, context) => {
    const times = (begun.get(item.itemId) ?? 0) + 1;
    begun.set(item.itemId, times);
    order.push(item.itemId);
    atOnce += 1;
    mostAtOnce = Math.max(mostAtOnce, atOnce);
    try {
      return await script(item, context, times);
    } finally {
      atOnce -= 1;
    }
  };

  let alive = true;
  async function receive(receiveCount: number): Promise<void> {
    if (!alive) return;
    const hint = { key: buildTransfer(), receiptHandle: 'receipt', receiveCount };
    await worker(hint, clock.now() + turnMs).catch(() => undefined);
  }
  const worker = createTransferWorker({
    transfers,
    records,
    videos: { find: async () => undefined },
    hints: {
      send: async (_key, delaySeconds = 0) => {
        hints.sent += 1;
        clock.after(delaySeconds * 1000, () => void receive(1));
      },
    },
    visibility: { hide: async () => undefined },
    drive: ({ connectionId }) => ({
      api: { ...silentDrive, about: abouts[connectionId] ?? noCall },
      giveUp: async () => void givenUp.push(connectionId),
    }),
    runners: { folder: run, copy: run, export: run, shortcut: run, import: run },
    clock,
    random: () => 0.5,
    leaseMs,
    log,
    tell: () => undefined,
  });

  async function sweep(): Promise<void> {
    clock.after(minuteMs, () => void sweep());
    const { due } = await transfers.listDue('all', clock.now());
    for (const work of due) {
      if (work.kind !== 'transfer') continue;
      const nothing = { postpone: async () => undefined };
      const sent = {
        send: async (_key: unknown, delaySeconds = 0) => void clock.after(delaySeconds * 1000, () => void receive(1)),
      };
      await hintAtTransfer({ work: nothing, transferHints: sent, clock }, work);
    }
  }
  clock.after(minuteMs, () => void sweep());

  return {
    clock,
    transfers,
    records,
    begun,
    givenUp,
    hints,
    order,
    mostAtOnce: () => mostAtOnce,
    worker,
    receive,
    /** Nobody receives hints any more. */
    stop: () => {
      alive = false;
    },
    /** A transfer in its phase of copying, with these items. */
    async begin(items: readonly TransferItem[], differences: Partial<Transfer> = {}): Promise<void> {
      const counts = { folders: 0, files: items.length, waiting: items.length, done: 0, skipped: 0, failed: 0 };
      const plan = { bytes: 1_000 * items.length, notes: {}, existing: 0, roomBytes: null, isComplete: true };
      const created = {
        ...buildTransfer(),
        phase: 'copy',
        counts,
        plan,
        nextSeq: items.length,
        ...differences,
      } as const;
      await transfers.create({ ...created, state: 'active' });
      const claim = await transfers.claim(created, { now: clock.now(), leaseMs });
      if (claim.outcome !== 'claimed') throw new Error(claim.reason);
      let held = claim.transfer;
      for (let at = 0; at < items.length; at += 99) {
        held = await transfers.save(held, {}, clock.now(), items.slice(at, at + 99));
      }
      await transfers.save(held, { leaseUntil: 0, state: created.state }, clock.now());
    },
    stored: async (): Promise<Transfer> => {
      const found = await transfers.find(buildTransfer());
      if (!found) throw new Error('The transfer is gone.');
      return found;
    },
    items: async (): Promise<Record<string, TransferItem>> => {
      const { items } = await transfers.listItems(buildTransfer().transferId, { limit: 10_000, now: clock.now() });
      return Object.fromEntries(items.map((item) => [item.itemId, item]));
    },
    /** Lets time pass until the transfer is in one of these states. */
    async until(...states: readonly Transfer['state'][]): Promise<Transfer> {
      let found: Transfer | undefined;
      let lookMs = 200;
      const look = async () => {
        const stored = await transfers.find(buildTransfer());
        if (stored && states.includes(stored.state) && stored.leaseUntil === 0) found = stored;
        // More and more seldom: some wait for days.
        lookMs = Math.min(60_000, lookMs * 1.1);
        if (!found) clock.after(lookMs, () => void look());
      };
      await look();
      await clock.runUntil(clock.now() + 40 * 24 * 3600_000, () => found !== undefined);
      if (!found) throw new Error(`Never: ${states.join(', ')}`);
      return found;
    },
  };
}
