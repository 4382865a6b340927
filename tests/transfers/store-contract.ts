import { beforeEach, describe, expect, it } from '@jest/globals';
import { LeaseLostError } from '../../shared/domain/lease-lost-error.ts';
import { hintGraceMs } from '../../shared/domain/posts/next-look.ts';
import type { WorkIndex } from '../../shared/domain/posts/work-index.ts';
import type { Transfer } from '../../shared/domain/transfers/transfer.ts';
import type { TransferItem } from '../../shared/domain/transfers/transfer-item.ts';
import type { TransferStore } from '../../shared/domain/transfers/transfer-store.ts';
import { buildFolder, buildItem, buildTransfer } from './support/build-transfer.ts';

export interface TransferStoreWorld {
  readonly store: TransferStore;
  readonly work: Pick<WorkIndex, 'shards' | 'listDue'>;
}

const start = 1_700_000_000_000;
const leaseMs = 30_000;
const transfer = buildTransfer();
const { transferId } = transfer;

/** What every TransferStore with its WorkIndex must do. */
export function describeTransferStore(name: string, open: () => Promise<TransferStoreWorld>): void {
  describe(`${name}: transfers`, () => {
    let store: TransferStore;
    let work: TransferStoreWorld['work'];
    beforeEach(async () => {
      ({ store, work } = await open());
    });

    async function claim(now = start): Promise<Transfer> {
      const claimed = await store.claim(transfer, { now, leaseMs });
      if (claimed.outcome !== 'claimed') throw new Error(`not claimed: ${claimed.reason}`);
      return claimed.transfer;
    }

    describe('holding a transfer', () => {
      beforeEach(() => store.create(transfer));

      it('goes to one worker only, until its lease is over', async () => {
        const claims = await Promise.all(
          Array.from({ length: 6 }, () => store.claim(transfer, { now: start, leaseMs })),
        );
        expect(claims.filter(({ outcome }) => outcome === 'claimed')).toHaveLength(1);
        expect(await store.claim(transfer, { now: start + leaseMs - 1, leaseMs })).toEqual({
          outcome: 'not-claimable',
          reason: 'leased',
          tryAgainAt: start + leaseMs,
        });
        expect(await claim(start + leaseMs)).toMatchObject({ fence: 2 });
      });

      it('does not go to anybody before its time, when it rests, or when it is not there', async () => {
        const held = await claim();
        await store.save(held, { notBefore: start + 5_000, leaseUntil: 0 }, start);
        const early = await store.claim(transfer, { now: start + 4_999, leaseMs });
        expect(early).toEqual({ outcome: 'not-claimable', reason: 'early', tryAgainAt: start + 5_000 });
        await store.transition(transfer, ['active'], { state: 'paused' }, start);
        expect(await store.claim(transfer, { now: start + 9_000, leaseMs })).toMatchObject({ reason: 'finished' });
        const unknown = { ...transfer, transferId: '01JD0000000000000000000009' };
        expect(await store.claim(unknown, { now: start, leaseMs })).toMatchObject({ reason: 'missing' });
      });

      it('lets a worker that outlived its lease write nothing, neither row nor items', async () => {
        const old = await claim();
        await claim(start + leaseMs);
        const late = store.save(old, { bytesDone: 9 }, start + leaseMs, [buildItem()]);
        await expect(late).rejects.toBeInstanceOf(LeaseLostError);
        expect(await store.findItems(transferId, ['item-0'])).toEqual([]);
        expect(await store.find(transfer)).toMatchObject({ bytesDone: 0, fence: 2 });
      });

      it('refuses a worker that has lost track of its own writes', async () => {
        const held = await claim();
        await store.save(held, { bytesDone: 1 }, start);
        await expect(store.save(held, { bytesDone: 2 }, start)).rejects.toBeInstanceOf(LeaseLostError);
      });

      it('stops a worker by a user’s word, and lets nobody else begin until it has stopped', async () => {
        const held = await claim();
        const paused = await store.transition(transfer, ['active'], { state: 'paused' }, start + 1);
        expect(paused).toMatchObject({ state: 'paused', fence: held.fence + 1 });
        await expect(store.save(held, {}, start + 2, [buildItem()])).rejects.toBeInstanceOf(LeaseLostError);
        await store.transition(transfer, ['paused'], { state: 'active' }, start + 3);
        expect(await store.claim(transfer, { now: start + 4, leaseMs })).toMatchObject({ reason: 'leased' });
        await store.release(held, start + 5);
        const next = await claim(start + 6);
        await store.release(held, start + 7);
        expect(await store.find(transfer)).toMatchObject({ leaseUntil: next.leaseUntil });
      });

      it('takes a word only in a state for it, and gives way to whoever decides by what is there', async () => {
        expect(await store.transition(transfer, ['planned'], { state: 'active' }, start)).toBeUndefined();
        expect(await store.transition(transfer, ['active'], () => undefined, start)).toBeUndefined();
        const words = await Promise.all(
          Array.from({ length: 5 }, () => store.transition(transfer, ['active'], { state: 'paused' }, start)),
        );
        expect(words.filter((word) => word !== undefined)).toHaveLength(1);
      });
    });

    describe('the index of unfinished work', () => {
      const dueAt = async (now: number) => {
        const pages = await Promise.all(work.shards.map((shard) => work.listDue(shard, now)));
        return pages.flatMap(({ due }) => due);
      };

      it('has active transfers, at the end of their lease or when their hint should have come, and no others', async () => {
        await store.create(transfer);
        expect(await dueAt(start + hintGraceMs - 1)).toEqual([]);
        expect(await dueAt(start + hintGraceMs)).toMatchObject([
          { kind: 'transfer', key: { ownerId: 'owner-1', transferId } },
        ]);
        const held = await claim();
        expect(await dueAt(start + leaseMs - 1)).toEqual([]);
        expect(await dueAt(start + leaseMs)).toHaveLength(1);
        await store.save(held, { state: 'done', leaseUntil: 0 }, start);
        expect(await dueAt(start + 365 * 24 * 3600_000)).toEqual([]);
      });
    });

    describe('items', () => {
      let held: Transfer;
      beforeEach(async () => {
        await store.create(transfer);
        held = await claim();
      });
      const put = async (...items: TransferItem[]) => {
        held = await store.save(held, {}, start, items);
      };
      const seqs = (items: readonly TransferItem[]) => items.map(({ seq }) => seq);

      it('come and go with their groups, in the order of their numbers', async () => {
        await put(
          ...[3, 11, 2, 100].map((seq) => buildItem({ seq })),
          buildFolder({ seq: 1, state: 'listing' }),
          buildItem({ seq: 5, state: 'failed' }),
          buildItem({ seq: 6, state: 'verifying' }),
        );
        expect(seqs(await store.listOpen(transferId, 'open', 10))).toEqual([2, 3, 6, 11, 100]);
        expect(seqs(await store.listOpen(transferId, 'open', 2, 3))).toEqual([6, 11]);
        expect(seqs(await store.listOpen(transferId, 'listing', 10))).toEqual([1]);
        expect(seqs(await store.listOpen(transferId, 'failed', 10))).toEqual([5]);
        await put(buildItem({ seq: 2, state: 'done' }), buildItem({ seq: 100, state: 'skipped' }));
        expect(seqs(await store.listOpen(transferId, 'open', 10))).toEqual([3, 6, 11]);
      });

      it('to be cleaned come backwards, and are done for people', async () => {
        const folder = (seq: number) => buildFolder({ seq, state: 'done', cleans: true });
        await put(folder(1), folder(2), folder(7), buildFolder({ seq: 3, state: 'done' }));
        expect(seqs(await store.listOpen(transferId, 'clean', 2))).toEqual([7, 2]);
        expect(seqs(await store.listOpen(transferId, 'clean', 2, 2))).toEqual([1]);
        expect(await store.listOpen(transferId, 'clean', 2, 0)).toEqual([]);
        const { items } = await store.listItems(transferId, { status: 'done', limit: 10, now: start });
        expect(seqs(items)).toEqual([1, 2, 7, 3]);
      });

      it('are found by their ids, as they were stored', async () => {
        const item = buildItem({ seq: 4, name: '🦊/..\n', checkpoint: { session: 'x', n: [1] }, notes: ['exported'] });
        await put(item);
        expect(await store.findItems(transferId, ['item-4', 'nobody'])).toEqual([item]);
      });

      it('have files that they have met at the destination; who outlived its lease stores none', async () => {
        const old = held;
        held = await store.save(held, {}, start, [], [{ destId: 'there-1', itemId: 'item-1' }]);
        const late = store.save(old, {}, start, [], [{ destId: 'there-2', itemId: 'item-2' }]);
        await expect(late).rejects.toBeInstanceOf(LeaseLostError);
        expect([...(await store.findMeetings(transferId, ['there-1', 'there-2', 'there-1']))]).toEqual([
          ['there-1', 'item-1'],
        ]);
        const { items } = await store.listItems(transferId, { limit: 10, now: start });
        expect(items).toEqual([]);
        while (await store.removeItems(transferId));
        expect((await store.findMeetings(transferId, ['there-1'])).size).toBe(0);
      });

      it('are shown page by page, what has failed first, each of them once', async () => {
        const many = Array.from({ length: 95 }, (_, seq) =>
          buildItem({ seq, state: (['done', 'planned', 'failed', 'skipped', 'copying'] as const)[seq % 5] ?? 'done' }),
        );
        await put(...many);
        const seen: TransferItem[] = [];
        let cursor: string | undefined;
        do {
          const page = await store.listItems(transferId, { limit: 7, now: start, ...(cursor ? { cursor } : {}) });
          expect(page.items.length).toBeLessThanOrEqual(7);
          seen.push(...page.items);
          cursor = page.nextCursor;
        } while (cursor);
        expect(seen).toHaveLength(95);
        expect(new Set(seqs(seen)).size).toBe(95);
        expect(seen.slice(0, 19).every(({ state }) => state === 'failed')).toBe(true);
      });

      it('are shown by their status', async () => {
        await put(
          buildItem({ seq: 1, state: 'copying' }),
          buildItem({ seq: 2, state: 'copying', notBefore: start + 1 }),
          buildItem({ seq: 3 }),
          buildItem({ seq: 4, notBefore: start - 1 }),
          buildFolder({ seq: 5, state: 'listing' }),
          buildItem({ seq: 6, state: 'link' }),
        );
        const of = async (status: 'running' | 'waiting' | 'planned' | 'failed') =>
          seqs((await store.listItems(transferId, { status, limit: 10, now: start })).items);
        expect(await of('running')).toEqual([1]);
        expect(await of('waiting')).toEqual([2]);
        expect(await of('planned')).toEqual([3, 4, 5, 6]);
        expect(await of('failed')).toEqual([]);
      });

      it('go with their transfer', async () => {
        await put(...Array.from({ length: 99 }, (_, seq) => buildItem({ seq })));
        await put(...Array.from({ length: 51 }, (_, seq) => buildItem({ seq: seq + 99 })));
        let rounds = 1;
        while (await store.removeItems(transferId)) rounds += 1;
        expect(rounds).toBe(2);
        expect(await store.listOpen(transferId, 'open', 10)).toEqual([]);
        await store.remove(held);
        expect(await store.find(transfer)).toBeUndefined();
        await store.remove(held);
      });
    });

    describe('an owner’s transfers', () => {
      const numbered = (n: number, differences: Partial<Transfer> = {}) =>
        buildTransfer({ transferId: `01JD00000000000000000000${String(n).padStart(2, '0')}`, ...differences });

      it('are listed newest first, page by page, without others’ and without those that go', async () => {
        for (let n = 1; n <= 7; n += 1) await store.create(numbered(n, n === 4 ? { phase: 'remove' } : {}));
        await store.create(numbered(8, { ownerId: 'owner-2' }));
        const first = await store.list('owner-1', 4);
        expect(first.transfers.map((one) => Number(one.transferId.slice(-2)))).toEqual([7, 6, 5, 3]);
        const second = await store.list('owner-1', 4, first.nextCursor);
        expect(second.transfers.map((one) => Number(one.transferId.slice(-2)))).toEqual([2, 1]);
        expect(second.nextCursor).toBeUndefined();
      });

      it('need their accounts until they have ended', async () => {
        await store.create(numbered(1, { state: 'paused' }));
        await store.create(numbered(2, { state: 'done', source: { connectionId: 'other', email: 'x@example.com' } }));
        expect(await store.isNeeded('owner-1', 'source-account')).toBe(true);
        expect(await store.isNeeded('owner-1', 'destination-account')).toBe(true);
        expect(await store.isNeeded('owner-1', 'other')).toBe(false);
        expect(await store.isNeeded('owner-2', 'source-account')).toBe(false);
      });
    });
  });
}
