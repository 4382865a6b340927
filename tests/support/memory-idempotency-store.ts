import type {
  IdempotencyClaim,
  IdempotencyKey,
  IdempotencyStore,
  StoredAnswer,
} from '../../shared/domain/idempotency/idempotency-store.ts';

/** Idempotency keys in a map, for tests that look at the HTTP layer alone. */
export function createMemoryIdempotencyStore(): IdempotencyStore {
  const rows = new Map<string, IdempotencyClaim & { answer?: StoredAnswer }>();
  const nameOf = ({ ownerId, keyHash }: IdempotencyKey) => `${ownerId} ${keyHash}`;
  const running = (key: IdempotencyKey, claimId: string) => {
    const row = rows.get(nameOf(key));
    return row?.claimId === claimId && !row.answer ? row : undefined;
  };
  return {
    async begin(key, claim) {
      const row = rows.get(nameOf(key));
      const isFree = !row || row.forgetAt <= claim.now || (!row.answer && row.leaseUntil <= claim.now);
      if (isFree) rows.set(nameOf(key), claim);
      if (isFree) return { state: 'mine' };
      const { requestHash, answer } = row;
      return answer ? { state: 'done', requestHash, answer } : { state: 'running', requestHash };
    },
    async finish(key, claimId, answer) {
      const row = running(key, claimId);
      if (row) row.answer = answer;
    },
    async release(key, claimId) {
      if (running(key, claimId)) rows.delete(nameOf(key));
    },
  };
}
