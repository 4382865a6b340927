import type { ApiTokenStore } from './api-token-store.ts';

/** Ends all API tokens of an owner. @returns how many there were */
export async function endTokens(tokens: ApiTokenStore, ownerId: string): Promise<number> {
  const own = await tokens.list(ownerId);
  const ended = await Promise.all(own.map(({ tokenId }) => tokens.remove(ownerId, tokenId)));
  return ended.filter(Boolean).length;
}
