import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import type { RecordChange, ThrottleStore } from '../../shared/domain/accounts/throttle-store.ts';

function countOf(record: unknown): number {
  return typeof record === 'object' && record !== null ? Number(Reflect.get(record, 'count')) : 0;
}

/** Adds one and answers what was there before. */
function increment(record: unknown): RecordChange<number> {
  const count = countOf(record);
  return {
    answer: count,
    write: { record: { count: count + 1, note: 'é "quoted" \u2028' }, keepMilliseconds: 60_000 },
  };
}

const look = (record: unknown): RecordChange<number> => ({ answer: countOf(record) });

/** What every ThrottleStore must do. */
export function describeThrottleStore(getStore: () => ThrottleStore): void {
  it('has no record at first and gives what was written afterwards', async () => {
    const key = randomUUID();
    expect(await getStore().update(key, (record) => ({ answer: record }))).toBeUndefined();
    await getStore().update(key, increment);
    expect(await getStore().update(key, (record) => ({ answer: record }))).toEqual({
      count: 1,
      note: 'é "quoted" \u2028',
    });
  });

  it('keeps records apart', async () => {
    const key = randomUUID();
    await getStore().update(key, increment);
    expect(await getStore().update(`${key}-other`, look)).toBe(0);
  });

  it('loses no change when thirty come at once, and tells each another number', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 30 }, () => getStore().update(key, increment)));
    expect(new Set(answers).size).toBe(30);
    expect(await getStore().update(key, look)).toBe(30);
  });

  it('passes on what the decision throws and writes nothing', async () => {
    const key = randomUUID();
    const decide = () => {
      throw new Error('no');
    };
    await expect(getStore().update(key, decide)).rejects.toThrow('no');
    expect(await getStore().update(key, look)).toBe(0);
  });
}
