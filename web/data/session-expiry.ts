import { hasCode } from './errors.ts';
import { createStore } from './store.ts';

/** When the last call was refused because nobody is signed in. A store of its own: whoever calls need not know sessions. */
export const refusedAt = createStore<{ readonly count: number }>({ count: 0 });

/** Hears of every failed call. */
export function watchForExpiry(error: unknown): void {
  if (hasCode(error, 'unauthenticated')) refusedAt.set(({ count }) => ({ count: count + 1 }));
}
