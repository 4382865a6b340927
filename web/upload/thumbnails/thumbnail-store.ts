import { createStore } from '../../data/store.ts';
import { openStore, withRequest } from './browser-store.ts';

/** Wakes whoever shows a picture that has just been taken. */
export const thumbnailsChanged = createStore<{ readonly count: number }>({ count: 0 });

/** The picture that this browser has taken of a video. A browser that refuses storage has none. */
export async function readThumbnail(videoId: string): Promise<Blob | undefined> {
  try {
    const store = await openStore('readonly');
    const kept: unknown = await withRequest(store.get(videoId));
    return kept instanceof Blob ? kept : undefined;
  } catch {
    return undefined;
  }
}

export async function keepThumbnail(videoId: string, picture: Blob): Promise<void> {
  const store = await openStore('readwrite');
  await withRequest(store.put(picture, videoId));
  thumbnailsChanged.set(({ count }) => ({ count: count + 1 }));
}

/** Nothing of anybody's videos stays in this browser. */
export async function forgetThumbnails(): Promise<void> {
  try {
    const store = await openStore('readwrite');
    await withRequest(store.clear());
  } catch {
    // A browser that refuses storage has none.
  }
}
