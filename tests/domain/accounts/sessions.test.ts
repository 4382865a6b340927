import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  absoluteMilliseconds,
  endOf,
  idleMilliseconds,
  isLive,
  seenMilliseconds,
} from '../../../shared/domain/accounts/session.ts';
import type { SessionStore } from '../../../shared/domain/accounts/session-store.ts';
import {
  endSessionOf,
  listSessions,
  maxSessionsPerUser,
  openSession,
  recogniseSession,
} from '../../../shared/domain/accounts/sessions.ts';
import { hashOfSecret } from '../../../shared/domain/hash-of-secret.ts';
import fc from '../../support/fast-check.ts';
import { createMemorySessionStore } from './memory-session-store.ts';

const start = 1_790_000_000_000;
const day = 24 * 60 * 60_000;

let store: SessionStore;
beforeEach(() => {
  store = createMemorySessionStore();
});

const open = (token: string, now = start, userId = 'ann') =>
  openSession(store, { token, sessionId: `id-${token}`, userId, userAgent: 'Firefox', ip: '203.0.113.9', now });

describe('a session', () => {
  it('is stored under the hash of its token, and the token nowhere', async () => {
    const session = await open('secret-token');
    expect(session.tokenHash).toBe(hashOfSecret('secret-token'));
    const stored = JSON.stringify({ ...session, sessionId: '' });
    expect(stored).not.toContain('secret-token');
    expect(await store.list('ann')).toEqual([session]);
  });

  it('is live until seven days after it was last seen', async () => {
    await open('t');
    expect(await recogniseSession(store, 't', start + 7 * day - 1)).toMatchObject({ userId: 'ann' });
    store = createMemorySessionStore();
    await open('t');
    expect(await recogniseSession(store, 't', start + 7 * day)).toBeUndefined();
  });

  it('ends at thirty days though it is used every day', async () => {
    await open('t');
    for (let age = 1; age < 30; age += 1) {
      expect(await recogniseSession(store, 't', start + age * day)).toBeDefined();
    }
    expect(await recogniseSession(store, 't', start + 30 * day - 1)).toBeDefined();
    expect(await recogniseSession(store, 't', start + 30 * day)).toBeUndefined();
  });

  it('is unknown to any other token', async () => {
    const session = await open('t');
    for (const token of ['', 'T', 't ', session.tokenHash, session.sessionId]) {
      expect(await recogniseSession(store, token, start)).toBeUndefined();
    }
  });

  it('keeps the head of an endless user agent', async () => {
    const given = { token: 't', sessionId: 'i', userId: 'ann', userAgent: 'x'.repeat(5000), ip: '::1', now: start };
    expect((await openSession(store, given)).userAgent).toHaveLength(256);
  });
});

it('writes when it was seen at most once a minute', async () => {
  let writes = 0;
  const counting: SessionStore = {
    ...store,
    touch: (session) => {
      writes += 1;
      return store.touch(session);
    },
  };
  await open('t');
  for (let second = 0; second <= 180; second += 1) await recogniseSession(counting, 't', start + second * 1000);
  expect(writes).toBe(3);
  const [session] = await store.list('ann');
  expect(session?.lastSeenAt).toBe(start + 180_000);
});

it('is live exactly until its end, for any times', () => {
  const times = fc.record({ age: fc.nat({ max: absoluteMilliseconds }), pause: fc.nat({ max: 40 * day }) });
  fc.assert(
    fc.property(times, ({ age, pause }) => {
      const base = { tokenHash: '', sessionId: '', userId: '', userAgent: '', ip: '' };
      const session = { ...base, createdAt: start, lastSeenAt: start + age };
      const now = start + age + pause;
      const shouldLive = now < start + absoluteMilliseconds && pause < idleMilliseconds;
      expect(isLive(session, now)).toBe(shouldLive);
      expect(endOf(session)).toBeLessThanOrEqual(start + absoluteMilliseconds);
    }),
  );
});

it('never outlives its limits, whatever the times between uses', async () => {
  const pauses = fc.array(fc.nat({ max: 9 * day }), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(pauses, async (steps) => {
      store = createMemorySessionStore();
      await open('t');
      let now = start;
      let lastSeen = start;
      let isAlive = true;
      for (const pause of steps) {
        now += pause;
        // Uses within a minute of the last write do not count as seen: that much earlier it may end.
        isAlive &&= now < start + absoluteMilliseconds && now - lastSeen < idleMilliseconds;
        expect((await recogniseSession(store, 't', now)) !== undefined).toBe(isAlive);
        if (isAlive && now - lastSeen >= seenMilliseconds) lastSeen = now;
      }
    }),
  );
});

describe('a user’s sessions', () => {
  it('are listed, the last used first, without those that are over', async () => {
    await open('old', start);
    await open('new', start + 6 * day);
    await open('foreign', start + 6 * day, 'bob');
    await recogniseSession(store, 'old', start + 6 * day + 60_000);
    expect((await listSessions(store, 'ann', start + 6 * day + 60_000)).map(({ sessionId }) => sessionId)).toEqual([
      'id-old',
      'id-new',
    ]);
    expect(await listSessions(store, 'ann', start + 40 * day)).toEqual([]);
  });

  it('are at most fifty: beyond, the longest unused one ends', async () => {
    for (let index = 0; index < maxSessionsPerUser; index += 1) await open(`t${index}`, start + index);
    await recogniseSession(store, 't0', start + 100_000);
    await open('one-more', start + 100_001);
    expect(await store.list('ann')).toHaveLength(maxSessionsPerUser);
    expect(await recogniseSession(store, 't0', start + 100_002)).toBeDefined();
    expect(await recogniseSession(store, 'one-more', start + 100_002)).toBeDefined();
    expect(await recogniseSession(store, 't1', start + 100_002)).toBeUndefined();
  });

  it('end one by one, at once', async () => {
    await open('one');
    await open('two');
    await endSessionOf(store, 'one');
    await endSessionOf(store, 'one');
    await endSessionOf(store, 'never-was');
    expect(await recogniseSession(store, 'one', start)).toBeUndefined();
    expect(await recogniseSession(store, 'two', start)).toBeDefined();
  });
});
