import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ApiToken } from '../../shared/domain/tokens/api-token.ts';
import type { ApiTokenStore, TokenFinder } from '../../shared/domain/tokens/api-token-store.ts';

const now = 1_700_000_000_000;

function buildToken(tokenId: string, change: Partial<ApiToken> = {}): ApiToken {
  const fixed = { ownerId: 'owner-1', name: 'Backup script', createdAt: now, validUntil: now + 86_400_000 };
  return { tokenId, ...fixed, scopes: ['videos:read'], lastUsedAt: null, ...change };
}

/** What every store of API tokens must do. @param open an empty one, as owners and as the authorizer see it */
export function describeApiTokenStore(name: string, open: () => Promise<ApiTokenStore & TokenFinder>): void {
  describe(`${name}: API tokens`, () => {
    let store: ApiTokenStore & TokenFinder;
    beforeEach(async () => {
      store = await open();
    });

    it('are listed to their owner alone, oldest first, and found by their hash', async () => {
      const newer = buildToken('t1', { createdAt: now + 1 });
      const older = buildToken('t2', { scopes: ['settings:read', 'videos:write'] });
      await store.add(newer, 'hash-1');
      await store.add(older, 'hash-2');
      await store.add(buildToken('t3', { ownerId: 'owner-2' }), 'hash-3');
      expect(await store.list('owner-1')).toEqual([older, newer]);
      const { name: _, createdAt: __, ...grant } = older;
      expect(await store.find('hash-2')).toEqual(grant);
      expect(await store.find('hash-9')).toBeUndefined();
    });

    it('remember their last use', async () => {
      await store.add(buildToken('t1'), 'hash-1');
      await store.touch('hash-1', now + 5);
      expect(await store.find('hash-1')).toMatchObject({ lastUsedAt: now + 5 });
      expect(await store.list('owner-1')).toEqual([buildToken('t1', { lastUsedAt: now + 5 })]);
    });

    it('are gone at once, for their owner alone, and a late use brings none back', async () => {
      await store.add(buildToken('t1'), 'hash-1');
      await store.add(buildToken('t2'), 'hash-2');
      expect(await store.remove('owner-2', 't1')).toBe(false);
      expect(await store.remove('owner-1', 't1')).toBe(true);
      await store.touch('hash-1', now);
      expect(await store.find('hash-1')).toBeUndefined();
      expect(await store.remove('owner-1', 't1')).toBe(false);
      expect((await store.list('owner-1')).map(({ tokenId }) => tokenId)).toEqual(['t2']);
    });

    it('may be fifty', async () => {
      const ids = Array.from({ length: 50 }, (_, index) => `t${index}`);
      await Promise.all(ids.map((id) => store.add(buildToken(id), `hash-${id}`)));
      expect(await store.list('owner-1')).toHaveLength(50);
    });
  });
}
