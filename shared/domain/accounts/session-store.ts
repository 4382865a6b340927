import type { Session } from './session.ts';

/** The sessions of all users. A session that has ended is gone for good: nothing but `add` brings one into being. */
export interface SessionStore {
  /**
   * Keeps a new session until `endOf` it.
   * @returns how many sessions the user has now, some of which may have ended by themselves
   */
  add(session: Session): Promise<number>;
  /** May still find a session for a moment after its end; see `isLive`. */
  find(tokenHash: string): Promise<Session | undefined>;
  /** Stores a later `lastSeenAt`, unless the session has ended meanwhile. */
  touch(session: Session): Promise<void>;
  /** In no order. */
  list(userId: string): Promise<Session[]>;
  /** @returns false when it had ended already */
  end(session: Pick<Session, 'tokenHash' | 'sessionId' | 'userId'>): Promise<boolean>;
}
