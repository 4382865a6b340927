import { expect, it } from '@jest/globals';
import type { AccountDeps, SignInForm } from '../../../shared/domain/accounts/account-deps.ts';
import { createLoginThrottle } from '../../../shared/domain/accounts/login-throttle.ts';
import { register } from '../../../shared/domain/accounts/register.ts';
import { createRegisterThrottle } from '../../../shared/domain/accounts/register-throttle.ts';
import type { UserStore } from '../../../shared/domain/accounts/user-store.ts';
import { createMemorySessionStore } from './memory-session-store.ts';
import { createMemoryThrottleStore } from './memory-throttle-store.ts';
import { createMemoryUserStore } from './memory-user-store.ts';

/** Lets nobody go on before `size` callers have looked. */
function lookTogether(users: UserStore, size: number): UserStore {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  let waiting = 0;
  return {
    ...users,
    async findCredentials(email) {
      const found = await users.findCredentials(email);
      waiting += 1;
      if (waiting === size) open();
      await opened;
      return found;
    },
  };
}

function makeDeps(users: UserStore): AccountDeps {
  const throttles = createMemoryThrottleStore();
  let made = 0;
  const next = () => {
    made += 1;
    return `made-${made}`;
  };
  return {
    registration: 'open',
    users,
    sessions: createMemorySessionStore(),
    passwords: {
      hash: async (password) => `hash of ${password}`,
      verify: async (password, stored) => stored === `hash of ${password}`,
      isOutdated: () => false,
    },
    loginThrottle: createLoginThrottle(throttles),
    registerThrottle: createRegisterThrottle(throttles),
    newUserId: next,
    newToken: next,
    newSessionId: next,
  };
}

const form: SignInForm = {
  email: 'ann@example.org',
  password: 'kQ7#wZ1! and more',
  ip: '203.0.113.9',
  userAgent: 'Firefox',
  now: 1_790_000_000_000,
};

it('lets one of two win who both have seen that the e-mail is free; the other gets no session', async () => {
  const users = createMemoryUserStore();
  const deps = makeDeps(lookTogether(users, 2));
  const outcomes = await Promise.allSettled([
    register(deps, form),
    register(deps, { ...form, password: 'the other Password 2' }),
  ]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'email_taken' } });
  const holder = await users.findCredentials(form.email);
  expect(await deps.sessions.list(holder?.userId ?? '')).toHaveLength(1);
  for (const id of ['made-1', 'made-2']) {
    expect(await deps.sessions.list(id)).toHaveLength(id === holder?.userId ? 1 : 0);
  }
});
