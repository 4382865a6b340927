import type { TransferItem } from './transfer-item.ts';

/**
 * Groups of items in the order in which people see them: what has failed, what is left to do, what is over. `clean` are
 * folders that were made and whose source is still to be looked at.
 */
export const itemGroups = ['failed', 'open', 'listing', 'link', 'clean', 'done', 'skipped'] as const;
export type ItemGroup = (typeof itemGroups)[number];

/** Groups of what a worker has to do something about. */
export type OpenGroup = Extract<ItemGroup, 'listing' | 'link' | 'open' | 'clean' | 'failed'>;

export function groupOf({ state, cleans }: Pick<TransferItem, 'state' | 'cleans'>): ItemGroup {
  switch (state) {
    case 'planned':
    case 'copying':
    case 'verifying':
    case 'finishing':
      return 'open';
    case 'done':
      return cleans ? 'clean' : 'done';
    default:
      return state;
  }
}

/** Where an item stands among all of its transfer: text that sorts by group, then by `seq`. */
export function positionOf(item: Pick<TransferItem, 'state' | 'cleans' | 'seq'>): string {
  return buildPosition(groupOf(item), item.seq);
}

export function buildPosition(group: ItemGroup, seq: number): string {
  return `${itemGroups.indexOf(group) + 1}-${group}#${String(seq).padStart(10, '0')}`;
}
