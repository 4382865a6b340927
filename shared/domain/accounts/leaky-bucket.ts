/**
 * A bucket that holds `depthMilliseconds` and leaks one per millisecond; a try pours in what it costs. One time stamp is
 * its whole state: when it will be empty. So there is no window at whose edge a double burst fits.
 */
export interface Pour {
  /** Epoch milliseconds; 0 for a new bucket. */
  readonly emptyAt: number;
  readonly costMilliseconds: number;
  readonly depthMilliseconds: number;
  readonly now: number;
}

export type Poured =
  | { readonly fits: true; readonly emptyAt: number }
  | { readonly fits: false; readonly waitMilliseconds: number };

/** Pours unless the bucket would overflow. Into an empty bucket anything fits. */
export function pour({ emptyAt, costMilliseconds, depthMilliseconds, now }: Pour): Poured {
  const next = Math.max(emptyAt, now) + costMilliseconds;
  const overflow = next - now - Math.max(depthMilliseconds, costMilliseconds);
  return overflow > 0 ? { fits: false, waitMilliseconds: overflow } : { fits: true, emptyAt: next };
}
