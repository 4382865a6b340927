import { api, type User } from './api.ts';
import { forgetDrives } from './drive-access.ts';
import { loadPart } from './load-part.ts';
import { queryClient } from './query-client.ts';
import { createStore, useStore } from './store.ts';

/**
 * Who sits here. `expired` = the cookie is worth nothing any more, but the page of that user is still open; `gone` = the
 * account was closed here a moment ago.
 */
export type Session =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unreachable'; readonly error: unknown }
  | { readonly kind: 'out' }
  | { readonly kind: 'gone'; readonly email: string; readonly receipt: string }
  | { readonly kind: 'in'; readonly user: User; readonly expired: boolean };

export const session = createStore<Session>({ kind: 'unknown' });

/** What is only a convenience may be missing. */
const ignore = () => undefined;

/** Asks who is signed in, when the page opens. */
export async function loadSession(): Promise<void> {
  session.set({ kind: 'unknown' });
  try {
    const { user } = await api.me();
    session.set(user ? { kind: 'in', user, expired: false } : { kind: 'out' });
  } catch (error) {
    session.set({ kind: 'unreachable', error });
  }
}

/** Somebody has signed in. The same person goes on where the page stands; for anyone else it begins anew. */
export function enterSession(user: User): void {
  const before = session.get();
  session.set({ kind: 'in', user, expired: false });
  if (before.kind === 'in' && before.user.id === user.id) void queryClient.invalidateQueries();
  else queryClient.clear();
  if (before.kind === 'in' && before.user.id !== user.id) forgetDrives();
  void loadPart(() => import('./adopt-zone.ts')).then(({ adoptZone }) => adoptZone(user), ignore);
}

/** A call was answered with 401: the page stays as it is, and asks to sign in again. */
export function expireSession(): void {
  session.set((present) => (present.kind === 'in' && !present.expired ? { ...present, expired: true } : present));
}

export function leaveSession(): void {
  leaveAs({ kind: 'out' });
}

/** The account is closed. @param receipt names what is told by mail when all of it is removed */
export function bidFarewell(email: string, receipt: string): void {
  leaveAs({ kind: 'gone', email, receipt });
}

function leaveAs(next: Session): void {
  session.set(next);
  forgetDrives();
  queryClient.clear();
}

/** Reads anew who this is: an address changes by a link that opens in another tab. */
export async function refreshUser(): Promise<User | null> {
  const { user } = await api.me();
  if (user) {
    session.set((present) => (present.kind === 'in' && present.user.id === user.id ? { ...present, user } : present));
  }
  return user;
}

/** Who is signed in; undefined on the way out. */
export function useUser(): User | undefined {
  const present = useStore(session);
  return present.kind === 'in' ? present.user : undefined;
}
