import type { Scope } from '../../contract/scopes.ts';
import { hashOfSecret } from '../hash-of-secret.ts';
import { HopperError } from '../hopper-error.ts';
import type { ApiToken } from './api-token.ts';
import type { ApiTokenStore } from './api-token-store.ts';
import { writeTokenSecret } from './token-secret.ts';

/** Nobody keeps track of more; the list stays one short query. */
export const maxTokens = 50;
const dayMilliseconds = 24 * 3600 * 1000;

export interface CreateTokenDeps {
  readonly tokens: ApiTokenStore;
  readonly newTokenId: () => string;
  /** 32 random bytes. */
  readonly newSecret: () => Uint8Array;
}

export interface TokenOrder {
  readonly ownerId: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly days: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * Makes a token. Its secret leaves here once and is kept nowhere.
 * @throws HopperError conflict when the owner has too many
 */
export async function createToken(
  deps: CreateTokenDeps,
  { ownerId, name, scopes, days, now }: TokenOrder,
): Promise<{ readonly token: ApiToken; readonly secret: string }> {
  if ((await deps.tokens.list(ownerId)).length >= maxTokens) {
    throw new HopperError('conflict', `You have ${maxTokens} API tokens. Delete one first.`);
  }
  const token: ApiToken = {
    tokenId: deps.newTokenId(),
    ownerId,
    name,
    scopes: [...new Set(scopes)].sort(),
    createdAt: now,
    validUntil: now + days * dayMilliseconds,
    lastUsedAt: null,
  };
  const secret = writeTokenSecret(deps.newSecret());
  await deps.tokens.add(token, hashOfSecret(secret));
  return { token, secret };
}
