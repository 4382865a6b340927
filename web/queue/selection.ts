import { createStore, type Store } from '../data/store.ts';

/** Ids of the chosen videos. Outside of React's tree, so that choosing one draws one card and not all. */
export const selection: Store<ReadonlySet<string>> = createStore<ReadonlySet<string>>(new Set());

export function setSelected(videoId: string, isSelected: boolean): void {
  selection.set((present) => {
    const next = new Set(present);
    if (isSelected) next.add(videoId);
    else next.delete(videoId);
    return next;
  });
}

export function selectAll(videoIds: readonly string[]): void {
  selection.set(new Set(videoIds));
}

export function clearSelection(): void {
  selection.set((present) => (present.size === 0 ? present : new Set()));
}
