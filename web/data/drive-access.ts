import { createStore, type Store } from './store.ts';
import { dropKept, keep, readKept } from './tab-storage.ts';

/** The two ends of a transfer. */
export type DriveEnd = 'source' | 'destination';
export const driveEnds: readonly DriveEnd[] = ['source', 'destination'];

/** Where the page of the Drives is. Not `/drive/…`, which is the API's. */
export const drivePath = '/google-drive';

/** Tokens of the open Drives. They die with the tab, and nothing but the API ever gets them. */
const tokens: Readonly<Record<DriveEnd, Store<string | null>>> = {
  source: createStore(readKept('source')),
  destination: createStore(readKept('destination')),
};

/** Why Google's consent page led to nothing, until somebody has read it. */
export const driveRefusal = createStore<string | null>(null);

export function driveTokenOf(end: DriveEnd): Store<string | null> {
  return tokens[end];
}

export function setDriveToken(end: DriveEnd, token: string | null): void {
  tokens[end].set(token);
  keep(end, token);
}

/** Whoever signs out leaves nothing behind. */
export function forgetDrives(): void {
  for (const end of driveEnds) setDriveToken(end, null);
  dropKept();
}

/**
 * Takes what Google's consent has led to out of the address, before anything is drawn or asked: a token must be in no
 * history, no picture of the screen, and no referrer.
 */
export function takeDriveReturn(): void {
  if (location.pathname !== '/') return;
  const search = new URLSearchParams(location.search);
  const token = search.get('token');
  const reason = search.get('drive_error');
  if (token === null && reason === null) return;
  history.replaceState(null, '', drivePath);
  driveRefusal.set(reason);
  // A session for both ends is opened as a source; what it may do there is asked of the API.
  if (token !== null) setDriveToken(search.get('type') === 'destination' ? 'destination' : 'source', token);
}
