import { expect, it } from '@jest/globals';
import type { Session } from '../../shared/domain/accounts/session.ts';
import type { SessionStore } from '../../shared/domain/accounts/session-store.ts';

let made = 0;

/** A session of its own for every call. */
export function makeSession(given: Partial<Session> = {}): Session {
  made += 1;
  const now = Date.now();
  return {
    tokenHash: `hash-${made}`,
    sessionId: `session-${made}`,
    userId: `user-${made}`,
    createdAt: now,
    lastSeenAt: now,
    userAgent: 'Firefox «Ω»',
    ip: '2001:db8::1',
    ...given,
  };
}

/** What every SessionStore must do. */
export function describeSessionStore(getStore: () => SessionStore): void {
  it('finds what was added, whole', async () => {
    const session = makeSession();
    expect(await getStore().add(session)).toBe(1);
    expect(await getStore().find(session.tokenHash)).toEqual(session);
  });

  it('finds nothing under another hash', async () => {
    await getStore().add(makeSession());
    expect(await getStore().find('hash-of-nobody')).toBeUndefined();
  });

  it('lists the sessions of one user and of nobody else', async () => {
    const first = makeSession({ userId: 'ann' });
    const second = makeSession({ userId: 'ann' });
    const other = makeSession({ userId: 'bob' });
    for (const session of [first, second, other]) await getStore().add(session);
    const found = await getStore().list('ann');
    expect(found.toSorted((a, b) => a.tokenHash.localeCompare(b.tokenHash))).toEqual([first, second]);
    expect(await getStore().list('bob')).toEqual([other]);
    expect(await getStore().list('nobody')).toEqual([]);
  });

  it('ends a session once, at once, and no other', async () => {
    const session = makeSession({ userId: 'carol' });
    const kept = makeSession({ userId: 'carol' });
    await getStore().add(session);
    expect(await getStore().add(kept)).toBe(2);
    const ends = await Promise.all([getStore().end(session), getStore().end(session), getStore().end(session)]);
    expect(ends.filter(Boolean)).toHaveLength(1);
    expect(await getStore().find(session.tokenHash)).toBeUndefined();
    expect(await getStore().list('carol')).toEqual([kept]);
  });

  it('stores when a session was seen', async () => {
    const session = makeSession();
    await getStore().add(session);
    const seen = { ...session, lastSeenAt: session.lastSeenAt + 60_000 };
    await getStore().touch(seen);
    expect(await getStore().find(session.tokenHash)).toEqual(seen);
  });

  it('does not bring back a session that ended before it was touched', async () => {
    const session = makeSession();
    await getStore().add(session);
    await getStore().end(session);
    await getStore().touch({ ...session, lastSeenAt: session.lastSeenAt + 60_000 });
    expect(await getStore().find(session.tokenHash)).toBeUndefined();
    expect(await getStore().list(session.userId)).toEqual([]);
  });

  it('keeps every one of many that begin at the same time', async () => {
    const sessions = Array.from({ length: 20 }, () => makeSession({ userId: 'dora' }));
    const counts = await Promise.all(sessions.map((session) => getStore().add(session)));
    expect(counts.toSorted((a, b) => a - b)).toEqual(sessions.map((_, index) => index + 1));
    expect(await getStore().list('dora')).toHaveLength(20);
  });
}
