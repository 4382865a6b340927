import { createStore, type Store } from '../data/store.ts';
import { keep, readKept } from '../data/tab-storage.ts';

/**
 * A store whose value outlives the way to Google's consent page and back.
 * @param parse undefined for what is no such value (any more)
 */
export function createKeptStore<T extends object>(
  name: string,
  parse: (value: unknown) => T | undefined,
): Store<T | null> {
  const store = createStore<T | null>(read(name, parse));
  store.subscribe(() => {
    const value = store.get();
    keep(name, value && JSON.stringify(value));
  });
  return store;
}

function read<T>(name: string, parse: (value: unknown) => T | undefined): T | null {
  try {
    return parse(JSON.parse(readKept(name) ?? 'null')) ?? null;
  } catch {
    return null;
  }
}
