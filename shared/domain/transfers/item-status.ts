import { type ItemGroup, itemGroups } from './item-position.ts';
import { hasEnded, type TransferItem } from './transfer-item.ts';

/** An item as people see it. */
export const itemStatuses = ['planned', 'running', 'waiting', 'done', 'skipped', 'failed'] as const;
export type ItemStatus = (typeof itemStatuses)[number];

/** @param now epoch ms: who waits for a time that is over waits no more */
export function itemStatusOf({ state, notBefore }: Pick<TransferItem, 'state' | 'notBefore'>, now: number): ItemStatus {
  if (hasEnded(state)) return state;
  if (notBefore > now) return 'waiting';
  return state === 'copying' || state === 'verifying' || state === 'finishing' ? 'running' : 'planned';
}

const groupsByStatus: Record<ItemStatus, readonly [first: ItemGroup, last: ItemGroup]> = {
  failed: ['failed', 'failed'],
  planned: ['open', 'link'],
  waiting: ['open', 'link'],
  running: ['open', 'open'],
  done: ['clean', 'done'],
  skipped: ['skipped', 'skipped'],
};

/** The stretch of groups in which items of a status are; all of them without one. */
export function groupsOf(status: ItemStatus | undefined): readonly [first: ItemGroup, last: ItemGroup] {
  return status ? groupsByStatus[status] : [itemGroups[0], 'skipped'];
}
