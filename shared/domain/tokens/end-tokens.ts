import type { ApiTokenStore } from './api-token-store.ts';

/** Ends all API tokens of an owner. */
export async function endTokens(tokens: ApiTokenStore, ownerId: string): Promise<void> {
  const own = await tokens.list(ownerId);
  await Promise.all(own.map(({ tokenId }) => tokens.remove(ownerId, tokenId)));
}
