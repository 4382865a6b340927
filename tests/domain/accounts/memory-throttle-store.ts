import type { ThrottleStore } from '../../../shared/domain/accounts/throttle-store.ts';

/** Throttle records in a map, as text so that a decision cannot keep hold of one. Nothing is ever dropped. */
export function createMemoryThrottleStore(): ThrottleStore & { writes(): number } {
  const records = new Map<string, string>();
  let count = 0;
  return {
    async update(key, decide) {
      const text = records.get(key);
      const { answer, write } = decide(text === undefined ? undefined : JSON.parse(text));
      if (write) {
        count += 1;
        records.set(key, JSON.stringify(write.record));
      }
      return answer;
    },
    writes: () => count,
  };
}
