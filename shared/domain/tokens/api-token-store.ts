import type { ApiToken, TokenGrant } from './api-token.ts';

/** The API tokens of owners, never their secrets. */
export interface ApiTokenStore {
  /** @param secretHash see `hashOfSecret` */
  add(token: ApiToken, secretHash: string): Promise<void>;
  /** Oldest first. */
  list(ownerId: string): Promise<ApiToken[]>;
  /** Ends a token for good. @returns whether the owner had it */
  remove(ownerId: string, tokenId: string): Promise<boolean>;
}

/** Looks tokens up by what a caller shows. */
export interface TokenFinder {
  find(secretHash: string): Promise<TokenGrant | undefined>;
  /** Remembers the use of a token that still exists. @param now epoch milliseconds */
  touch(secretHash: string, now: number): Promise<void>;
}
