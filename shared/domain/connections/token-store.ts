import type { Connection } from './connection.ts';
import type { Grant } from './grant.ts';
import type { SealedTokens } from './sealed-tokens.ts';

/** Refreshing the tokens of one sort of grants with single flight across processes. */
export interface TokenStore<G extends Grant = Connection> {
  find(ownerId: string, connectionId: string): Promise<G | undefined>;
  /** True for exactly one caller until the lease runs out, and only while `tokenVersion` is still the given one. */
  takeRefreshLease(grant: G, now: number, leaseMs: number): Promise<boolean>;
  /** Gives the lease that was taken until `leaseUntil` back, when the refresh came to nothing. */
  giveRefreshLeaseBack(grant: G, leaseUntil: number): Promise<void>;
  /**
   * Stores new tokens before they are used; refused (undefined) when somebody else stored newer ones.
   * @param renewAt when the sweeper has the grant renewed if nobody uses it, epoch ms; null = never
   */
  storeTokens(grant: G, tokens: SealedTokens, accessExpiresAt: number, renewAt: number | null): Promise<G | undefined>;
  /** The platform refused the refresh token for good: the user must connect again. */
  markReconnect(grant: G): Promise<void>;
}
