import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IdempotencyStore } from '../../shared/domain/idempotency/idempotency-store.ts';

const now = 1_700_000_000_000;
const key = { ownerId: 'owner-1', keyHash: 'hash-1' };
const answer = { statusCode: 201, headers: { etag: '"1"', 'content-type': 'application/json' }, body: '{"a":1}' };

function claimOf(claimId: string, at = now, requestHash = 'request-1') {
  return { claimId, requestHash, now: at, leaseUntil: at + 30_000, forgetAt: at + 86_400_000 };
}

/** What every IdempotencyStore must do. @param open an empty store */
export function describeIdempotencyStore(name: string, open: () => Promise<IdempotencyStore>): void {
  describe(`${name}: idempotency keys`, () => {
    let store: IdempotencyStore;
    beforeEach(async () => {
      store = await open();
    });

    it('go to one of many', async () => {
      const begun = await Promise.all(Array.from({ length: 20 }, (_, index) => store.begin(key, claimOf(`c${index}`))));
      expect(begun.filter(({ state }) => state === 'mine')).toHaveLength(1);
      expect(begun.filter(({ state }) => state === 'running')).toHaveLength(19);
    });

    it('are apart for every owner and every key', async () => {
      await store.begin(key, claimOf('a'));
      expect(await store.begin({ ...key, ownerId: 'owner-2' }, claimOf('b'))).toEqual({ state: 'mine' });
      expect(await store.begin({ ...key, keyHash: 'hash-2' }, claimOf('c'))).toEqual({ state: 'mine' });
    });

    it('say what was asked while it runs and answer it afterwards', async () => {
      await store.begin(key, claimOf('a'));
      const other = claimOf('b', now + 1, 'request-2');
      expect(await store.begin(key, other)).toEqual({ state: 'running', requestHash: 'request-1' });
      await store.finish(key, 'a', answer);
      expect(await store.begin(key, other)).toEqual({ state: 'done', requestHash: 'request-1', answer });
    });

    it('are free again when their holder has not come back within its lease', async () => {
      await store.begin(key, claimOf('a'));
      expect((await store.begin(key, claimOf('b', now + 29_999))).state).toBe('running');
      expect((await store.begin(key, claimOf('b', now + 30_000))).state).toBe('mine');
    });

    it('take no answer and no end from an attempt that lost them', async () => {
      await store.begin(key, claimOf('a'));
      await store.begin(key, claimOf('b', now + 30_000));
      await store.finish(key, 'a', answer);
      await store.release(key, 'a');
      expect((await store.begin(key, claimOf('c', now + 30_001))).state).toBe('running');
      await store.finish(key, 'b', { ...answer, body: 'of b' });
      expect(await store.begin(key, claimOf('c', now + 30_002))).toMatchObject({ answer: { body: 'of b' } });
    });

    it('keep an answer beyond the lease, and for its time only', async () => {
      await store.begin(key, claimOf('a'));
      await store.finish(key, 'a', { ...answer, body: null });
      expect(await store.begin(key, claimOf('b', now + 86_399_000))).toMatchObject({ answer: { body: null } });
      expect((await store.begin(key, claimOf('b', now + 86_400_000))).state).toBe('mine');
    });

    it('are free at once when released, and never after an answer', async () => {
      await store.begin(key, claimOf('a'));
      await store.release(key, 'a');
      expect((await store.begin(key, claimOf('b'))).state).toBe('mine');
      await store.finish(key, 'b', answer);
      await store.release(key, 'b');
      await store.finish(key, 'b', { ...answer, body: 'late' });
      expect(await store.begin(key, claimOf('c'))).toMatchObject({ state: 'done', answer });
    });
  });
}
