import type { ApiToken } from '../../shared/domain/tokens/api-token.ts';
import type { ApiTokenStore, TokenFinder } from '../../shared/domain/tokens/api-token-store.ts';

/** API tokens in a map. */
export function createMemoryApiTokens(): ApiTokenStore & TokenFinder {
  const byHash = new Map<string, ApiToken>();
  return {
    async add(token, secretHash) {
      byHash.set(secretHash, token);
    },
    async list(ownerId) {
      const own = [...byHash.values()].filter((token) => token.ownerId === ownerId);
      return own.sort((a, b) => a.createdAt - b.createdAt);
    },
    async remove(ownerId, tokenId) {
      const found = [...byHash].find(([, token]) => token.ownerId === ownerId && token.tokenId === tokenId);
      return found ? byHash.delete(found[0]) : false;
    },
    async find(secretHash) {
      const token = byHash.get(secretHash);
      if (!token) return undefined;
      const { name: _, createdAt: __, ...grant } = token;
      return grant;
    },
    async touch(secretHash, now) {
      const token = byHash.get(secretHash);
      if (token) byHash.set(secretHash, { ...token, lastUsedAt: now });
    },
  };
}
