import type { DriveSession } from './drive-session.ts';

/** Calls that one token may be used for in a minute. */
export const driveCallsPerMinute = 120;

/** What becomes of a call with a token. */
export type DriveSessionUse =
  | { readonly state: 'live'; readonly session: DriveSession }
  /** Unknown, expired, ended, or another user's: callers do not tell these apart. */
  | { readonly state: 'unknown' }
  | { readonly state: 'too-often'; readonly retryAfterSeconds: number };

/** Drive sessions where every function can reach them. */
export interface DriveSessionStore {
  add(session: DriveSession): Promise<void>;
  /** Looks a session up for one call of its user, and counts the call. @param now epoch ms */
  use(tokenHash: string, userId: string, now: number): Promise<DriveSessionUse>;
  /** @returns the session that was ended; undefined when it is not this user's, or gone */
  remove(tokenHash: string, userId: string): Promise<DriveSession | undefined>;
}

/** Drive sessions in the cache, which knows whose they are and how many there are. */
export interface DriveSessionCache {
  add(session: DriveSession): Promise<void>;
  find(tokenHash: string): Promise<DriveSession | undefined>;
  /** A user's live ones, oldest first. */
  list(userId: string, now: number): Promise<DriveSession[]>;
  remove(session: Pick<DriveSession, 'tokenHash' | 'userId'>): Promise<void>;
  /** Live ones of all users. */
  count(now: number): Promise<number>;
}
