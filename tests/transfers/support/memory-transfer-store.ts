import { LeaseLostError } from '../../../shared/domain/lease-lost-error.ts';
import type { DueWork, WorkIndex } from '../../../shared/domain/posts/work-index.ts';
import { buildPosition, positionOf } from '../../../shared/domain/transfers/item-position.ts';
import { groupsOf, itemStatusOf } from '../../../shared/domain/transfers/item-status.ts';
import { nextTransferLook } from '../../../shared/domain/transfers/next-transfer-look.ts';
import type { Transfer } from '../../../shared/domain/transfers/transfer.ts';
import type { TransferItem } from '../../../shared/domain/transfers/transfer-item.ts';
import type {
  CopyRecords,
  TransferChange,
  TransferKey,
  TransferStore,
} from '../../../shared/domain/transfers/transfer-store.ts';

export type MemoryTransfers = TransferStore & Pick<WorkIndex, 'shards' | 'listDue'>;

const copy = <T>(value: T): T => structuredClone(value);
const removedAtOnce = 100;

/** Transfers in memory: the same promises as the table's, without its delays. */
export function createMemoryTransfers(): MemoryTransfers {
  const transfers = new Map<string, Transfer>();
  const items = new Map<string, Map<string, TransferItem>>();
  const meetings = new Map<string, Map<string, string>>();
  const looks = new Map<string, { at: number; nudges: number }>();
  let marks = 0;
  const idOf = ({ ownerId, transferId }: TransferKey) => `${ownerId}/${transferId}`;
  const itemsOf = (transferId: string) => items.get(transferId) ?? new Map<string, TransferItem>();
  const sorted = (transferId: string) =>
    [...itemsOf(transferId).values()].toSorted((a, b) => (positionOf(a) < positionOf(b) ? -1 : 1));

  function write(transfer: Transfer, now: number): Transfer {
    transfers.set(idOf(transfer), copy(transfer));
    const at = nextTransferLook(transfer, now);
    if (at === null) looks.delete(idOf(transfer));
    else looks.set(idOf(transfer), { at, nudges: 0 });
    return transfer;
  }
  const changed = (transfer: Transfer, change: TransferChange, now: number): Transfer => ({
    ...copy(transfer),
    ...Object.fromEntries(Object.entries(copy(change)).filter(([, value]) => value !== undefined)),
    updatedAt: now,
  });
  const ofOwner = (ownerId: string) =>
    [...transfers.values()].filter((one) => one.ownerId === ownerId && one.phase !== 'remove');

  return {
    async create(transfer) {
      if (!transfers.has(idOf(transfer))) write(transfer, transfer.createdAt);
    },
    find: async (key) => copy(transfers.get(idOf(key))),
    async list(ownerId, limit, cursor) {
      const all = ofOwner(ownerId).toSorted((a, b) => (a.transferId < b.transferId ? 1 : -1));
      const from = all.filter(({ transferId }) => cursor === undefined || transferId < cursor);
      const last = from.slice(0, limit).at(-1);
      return {
        transfers: copy(from.slice(0, limit)),
        ...(from.length > limit && last ? { nextCursor: last.transferId } : {}),
      };
    },
    isNeeded: async (ownerId, connectionId) =>
      ofOwner(ownerId).some(
        ({ state, source, destination }) =>
          ['active', 'planned', 'paused', 'reconnect'].includes(state) &&
          [source.connectionId, destination?.connectionId].includes(connectionId),
      ),
    async claim(key, { now, leaseMs }) {
      const stored = transfers.get(idOf(key));
      const no = (reason: 'leased' | 'early' | 'finished' | 'missing', tryAgainAt: number | null) =>
        ({ outcome: 'not-claimable', reason, tryAgainAt }) as const;
      if (!stored) return no('missing', null);
      if (stored.state !== 'active') return no('finished', null);
      const at = Math.max(now, stored.leaseUntil, stored.notBefore);
      if (stored.leaseUntil > now) return no('leased', at);
      if (stored.notBefore > now) return no('early', at);
      marks += 1;
      const { fence, revision } = stored;
      const held = { fence: fence + 1, revision: revision + 1, holder: String(marks), leaseUntil: now + leaseMs };
      return { outcome: 'claimed', transfer: copy(write({ ...stored, ...held }, now)) };
    },
    async save(transfer, change, now, written = [], met = []) {
      const stored = transfers.get(idOf(transfer));
      const isOurs = stored?.fence === transfer.fence && stored.revision === transfer.revision;
      if (!isOurs) throw new LeaseLostError(transfer.transferId);
      if (written.length + met.length > 99) throw new Error('Too many items for one transaction.');
      const all = itemsOf(transfer.transferId);
      for (const item of written) all.set(item.itemId, copy(item));
      items.set(transfer.transferId, all);
      const allMet = meetings.get(transfer.transferId) ?? new Map<string, string>();
      for (const { destId, itemId } of met) allMet.set(destId, itemId);
      meetings.set(transfer.transferId, allMet);
      return copy(write({ ...changed(transfer, change, now), revision: transfer.revision + 1 }, now));
    },
    async transition(key, from, wanted, now) {
      const stored = transfers.get(idOf(key));
      if (!stored || !from.includes(stored.state)) return undefined;
      const change = typeof wanted === 'function' ? wanted(copy(stored)) : wanted;
      return change && copy(write({ ...changed(stored, change, now), fence: stored.fence + 1 }, now));
    },
    async release(transfer, now) {
      const stored = transfers.get(idOf(transfer));
      if (stored?.holder === transfer.holder) transfers.set(idOf(stored), { ...stored, leaseUntil: 0, updatedAt: now });
    },
    async listOpen(transferId, group, limit, after) {
      const all = sorted(transferId).filter((item) => positionOf(item) === buildPosition(group, item.seq));
      if (group !== 'clean') return copy(all.filter(({ seq }) => seq > (after ?? -1)).slice(0, limit));
      return copy(
        all
          .toReversed()
          .filter(({ seq }) => seq < (after ?? Number.POSITIVE_INFINITY))
          .slice(0, limit),
      );
    },
    findItems: async (transferId, itemIds) =>
      copy([...new Set(itemIds)].flatMap((id) => itemsOf(transferId).get(id) ?? [])),
    findMeetings: async (transferId, destIds) =>
      new Map([...(meetings.get(transferId) ?? [])].filter(([destId]) => destIds.includes(destId))),
    async listItems(transferId, { status, limit, cursor, now }) {
      const [first, last] = groupsOf(status);
      const all = sorted(transferId).filter((item) => {
        const position = positionOf(item);
        const isIn = position >= buildPosition(first, 0) && position <= buildPosition(last, 9_999_999_999);
        return isIn && (!status || itemStatusOf(item, now) === status) && (!cursor || position > cursor);
      });
      const end = all.slice(0, limit).at(-1);
      return {
        items: copy(all.slice(0, limit)),
        ...(all.length > limit && end ? { nextCursor: positionOf(end) } : {}),
      };
    },
    async removeItems(transferId) {
      meetings.delete(transferId);
      const all = itemsOf(transferId);
      const some = [...all.keys()].slice(0, removedAtOnce);
      for (const id of some) all.delete(id);
      return some.length === removedAtOnce;
    },
    async remove(transfer) {
      const stored = transfers.get(idOf(transfer));
      if (stored && stored.fence !== transfer.fence) throw new LeaseLostError(transfer.transferId);
      transfers.delete(idOf(transfer));
      looks.delete(idOf(transfer));
    },

    shards: ['all'],
    async listDue(_shard, now) {
      const due = [...looks].flatMap(([id, { at, nudges }]): DueWork[] => {
        const transfer = transfers.get(id);
        if (!transfer || at > now) return [];
        const { ownerId, transferId, notBefore } = transfer;
        return [{ kind: 'transfer', key: { ownerId, transferId }, lookAt: at, notBefore, nudges }];
      });
      return { due, unreadable: 0, next: undefined };
    },
  };
}

/** What was made of source files, in memory. */
export function createMemoryRecords(): CopyRecords & { readonly made: ReadonlyMap<string, string> } {
  const made = new Map<string, string>();
  return {
    made,
    find: async ({ folderId }, sourceIds) =>
      new Map(
        sourceIds.flatMap((id) => {
          const found = made.get(`${folderId}/${id}`);
          return found === undefined ? [] : [[id, found] as const];
        }),
      ),
    put: async ({ folderId }, sourceId, madeId) => void made.set(`${folderId}/${sourceId}`, madeId),
    async take({ folderId }, sourceId, madeId, instead) {
      const there = made.get(`${folderId}/${sourceId}`);
      if (there !== undefined && there !== instead) return there;
      made.set(`${folderId}/${sourceId}`, madeId);
      return madeId;
    },
  };
}
