import { hashOfSecret } from '../hash-of-secret.ts';
import { isLive, type Session, seenMilliseconds } from './session.ts';
import type { SessionStore } from './session-store.ts';

/** More browsers than a person has; beyond it the longest unused session ends. */
export const maxSessionsPerUser = 50;
const maxUserAgentLength = 256;

/** Who signs in and from where. */
export interface NewSession {
  /** 256 random bits, base64url. Never one that a browser brought along. */
  readonly token: string;
  readonly sessionId: string;
  readonly userId: string;
  readonly userAgent: string;
  readonly ip: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Starts a session. */
export async function openSession(store: SessionStore, from: NewSession): Promise<Session> {
  const session: Session = {
    tokenHash: hashOfSecret(from.token),
    sessionId: from.sessionId,
    userId: from.userId,
    createdAt: from.now,
    lastSeenAt: from.now,
    userAgent: from.userAgent.slice(0, maxUserAgentLength),
    ip: from.ip,
  };
  const count = await store.add(session);
  if (count > maxSessionsPerUser) await endLongestUnused(store, session);
  return session;
}

async function endLongestUnused(store: SessionStore, newest: Session): Promise<void> {
  const others = (await store.list(newest.userId)).filter(({ sessionId }) => sessionId !== newest.sessionId);
  const surplus = others.toSorted((a, b) => b.lastSeenAt - a.lastSeenAt).slice(maxSessionsPerUser - 1);
  await Promise.all(surplus.map((session) => store.end(session)));
}

/** The live session of a token, marked as seen. */
export async function recogniseSession(
  store: Pick<SessionStore, 'find' | 'touch'>,
  token: string,
  now: number,
): Promise<Session | undefined> {
  const session = await store.find(hashOfSecret(token));
  if (!session || !isLive(session, now)) return undefined;
  if (now - session.lastSeenAt < seenMilliseconds) return session;
  const seen = { ...session, lastSeenAt: now };
  await store.touch(seen);
  return seen;
}

/** A user's live sessions, the last used first. */
export async function listSessions(store: SessionStore, userId: string, now: number): Promise<Session[]> {
  const sessions = await store.list(userId);
  return sessions.filter((session) => isLive(session, now)).toSorted((a, b) => b.lastSeenAt - a.lastSeenAt);
}

/** Ends a user's sessions. @param keep id of one that stays. @returns how many were ended */
export async function endSessions(store: SessionStore, userId: string, keep?: string): Promise<number> {
  const others = (await store.list(userId)).filter(({ sessionId }) => sessionId !== keep);
  const ended = await Promise.all(others.map((session) => store.end(session)));
  return ended.filter(Boolean).length;
}

/** Ends the session of a token, if there is one. */
export async function endSessionOf(store: SessionStore, token: string): Promise<void> {
  const session = await store.find(hashOfSecret(token));
  if (session) await store.end(session);
}
