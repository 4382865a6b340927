const hour = 60 * 60_000;

/** A session ends when it has not been used for this long … */
export const idleMilliseconds = 7 * 24 * hour;
/** … and at this age however much it is used. */
export const absoluteMilliseconds = 30 * 24 * hour;
/** `lastSeenAt` is written at most this often: a write for every request would double the cost of the cache. */
export const seenMilliseconds = 60_000;

/** A signed-in browser. Times are epoch milliseconds. */
export interface Session {
  /** The cookie itself is stored nowhere. */
  readonly tokenHash: string;
  /** Public handle for lists and logs; says nothing about the token. */
  readonly sessionId: string;
  readonly userId: string;
  readonly createdAt: number;
  readonly lastSeenAt: number;
  readonly userAgent: string;
  readonly ip: string;
}

/** When the session ends if it is not used again. */
export function endOf(session: Session): number {
  return Math.min(session.createdAt + absoluteMilliseconds, session.lastSeenAt + idleMilliseconds);
}

export function isLive(session: Session, now: number): boolean {
  return now < endOf(session);
}
