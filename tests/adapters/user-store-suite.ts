import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import type { Credentials } from '../../shared/domain/accounts/user.ts';
import type { UserStore } from '../../shared/domain/accounts/user-store.ts';

function makeCredentials(given: Partial<Credentials> = {}): Credentials {
  const userId = randomUUID();
  return {
    userId,
    email: `${userId}@example.org`,
    createdAt: 1_790_000_000_000,
    emailVerifiedAt: null,
    passwordHash: '$argon2id$…',
    passwordChangedAt: null,
    ...given,
  };
}

/** What every UserStore must do. */
export function describeUserStore(getStore: () => UserStore): void {
  it('finds a user by id, without the hash, and by e-mail, with it', async () => {
    const credentials = makeCredentials();
    const { passwordHash: _secret, passwordChangedAt: _never, ...user } = credentials;
    expect(await getStore().add(credentials)).toBe(true);
    expect(await getStore().find(credentials.userId)).toEqual(user);
    expect(await getStore().findCredentials(credentials.email)).toEqual(credentials);
  });

  it('finds nobody where nobody is', async () => {
    expect(await getStore().find('nobody')).toBeUndefined();
    expect(await getStore().findCredentials('nobody@example.org')).toBeUndefined();
  });

  it('refuses a taken e-mail and leaves its holder alone', async () => {
    const holder = makeCredentials();
    const late = makeCredentials({ email: holder.email, passwordHash: 'another' });
    expect(await getStore().add(holder)).toBe(true);
    expect(await getStore().add(late)).toBe(false);
    expect(await getStore().findCredentials(holder.email)).toEqual(holder);
    expect(await getStore().find(late.userId)).toBeUndefined();
  });

  it('lets exactly one of many win who want an e-mail at the same time', async () => {
    const email = `${randomUUID()}@example.org`;
    const rivals = Array.from({ length: 12 }, () => makeCredentials({ email }));
    const outcomes = await Promise.all(rivals.map((rival) => getStore().add(rival)));
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    const winner = rivals[outcomes.indexOf(true)];
    expect(await getStore().findCredentials(email)).toEqual(winner);
    const found = await Promise.all(rivals.map(({ userId }) => getStore().find(userId)));
    expect(found.filter(Boolean)).toHaveLength(1);
  });

  it('says yes again when the same addition comes twice, as after a lost answer', async () => {
    const credentials = makeCredentials();
    expect(await getStore().add(credentials)).toBe(true);
    expect(await getStore().add(credentials)).toBe(true);
  });

  it('adds nobody as the first once there was one', async () => {
    const late = makeCredentials();
    expect(await getStore().add(makeCredentials())).toBe(true);
    expect(await getStore().hasFirst()).toBe(true);
    expect(await getStore().add(late, true)).toBe(false);
    expect(await getStore().findCredentials(late.email)).toBeUndefined();
    expect(await getStore().find(late.userId)).toBeUndefined();
  });

  it('replaces a hash, but not one that somebody has changed since', async () => {
    const credentials = makeCredentials({ passwordHash: 'old' });
    await getStore().add(credentials);
    await getStore().replacePasswordHash(credentials, 'new');
    await getStore().replacePasswordHash(credentials, 'late');
    expect((await getStore().findCredentials(credentials.email))?.passwordHash).toBe('new');
  });

  it('brings nobody into being by replacing a hash', async () => {
    const credentials = makeCredentials();
    await getStore().replacePasswordHash(credentials, 'new');
    expect(await getStore().findCredentials(credentials.email)).toBeUndefined();
  });
}
