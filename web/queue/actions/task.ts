import type { Video } from '../../data/api.ts';
import { createStore } from '../../data/store.ts';

/** Something that needs a dialog. Opened from cards, menus and the bar of selected videos; there is one at a time. */
export type Task =
  | { readonly kind: 'schedule'; readonly video: Video }
  | { readonly kind: 'delete'; readonly videoIds: readonly string[] }
  /** Without ids everything that waits. */
  | { readonly kind: 'post'; readonly videoIds: readonly string[] | undefined };

export const task = createStore<Task | null>(null);

export function openTask(next: Task): void {
  task.set(next);
}

export function closeTask(): void {
  task.set(null);
}
