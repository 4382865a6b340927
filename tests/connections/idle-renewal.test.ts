import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createConnectionStore } from '../../shared/adapters/dynamo/connection-store.ts';
import { createTokenStore } from '../../shared/adapters/dynamo/token-store.ts';
import { createWorkIndex } from '../../shared/adapters/dynamo/work-index.ts';
import { createAccessTokens } from '../../shared/domain/connections/access-token.ts';
import type { OAuthProvider } from '../../shared/domain/connections/oauth-provider.ts';
import { type Renewal, renewalTimeOf } from '../../shared/domain/connections/renewal.ts';
import { PlatformError } from '../../shared/domain/posts/publisher.ts';
import { renewConnection } from '../../shared/worker/renew-connection.ts';
import { sweep } from '../../shared/worker/sweep.ts';
import { buildConnection, plainVault } from '../support/build-connection.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { createTestTable } from '../support/test-table.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const hour = 60 * 60_000;
const day = 24 * hour;
const daySeconds = 24 * 3600;

let dynamo: Dynoxide;
beforeAll(async () => {
  dynamo = await startDynoxide();
});
afterAll(() => dynamo.close());

const revoked = new PlatformError('reauthorize', 'invalid_grant', 'Connect again.');
const down = new PlatformError('transient', 'server_error', 'Later.');

/** How a platform's grants end by themselves. */
interface Rules {
  readonly accessSeconds: number;
  readonly refreshAheadSeconds?: number;
  readonly renewIdleAfterSeconds?: number;
  /** A refresh is refused so long after the last one, and so soon. */
  readonly endsAfterMs: number;
  readonly tooSoonMs?: number;
}

/** As Instagram: a token lives for 60 days, is renewed while it lives, and not on its first day. */
const longLived: Rules = {
  accessSeconds: 60 * daySeconds,
  refreshAheadSeconds: 53 * daySeconds,
  endsAfterMs: 60 * day,
  tooSoonMs: day,
};
/** As Google: a refresh token that is not used for six months is gone. */
const idleEnds: Rules = { accessSeconds: 3600, renewIdleAfterSeconds: 60 * daySeconds, endsAfterMs: 180 * day };

/** A user who has connected an account and never posts, while a sweeper runs and a worker answers it. */
async function createIdleUser(rules: Rules, hint: (renewal: Renewal) => 'lost' | 'taken' = () => 'taken') {
  const table = await createTestTable(dynamo.url);
  const clock = createVirtualClock();
  const tokens = createTokenStore(table);
  const connections = createConnectionStore(table);
  let platform: 'up' | 'down' | 'revoked' = 'up';
  let lastRefresh = clock.now();
  const refreshes: number[] = [];
  const unused = async () => {
    throw new Error('not needed');
  };
  const provider: OAuthProvider = {
    requiredScopes: [],
    ...rules,
    authorizeUrl: unused,
    exchangeCode: unused,
    revoke: unused,
    fetchAccount: unused,
    refresh: async () => {
      const age = clock.now() - lastRefresh;
      if (platform === 'down') throw down;
      if (platform === 'revoked' || age >= rules.endsAfterMs || age < (rules.tooSoonMs ?? 0)) throw revoked;
      lastRefresh = clock.now();
      refreshes.push(lastRefresh);
      return { accessToken: 'new', refreshToken: null, expiresInSeconds: rules.accessSeconds, scopes: [] };
    },
  };
  const accessExpiresAt = clock.now() + rules.accessSeconds * 1000;
  const connection = buildConnection({
    accessExpiresAt,
    renewAt: renewalTimeOf(provider, accessExpiresAt, clock.now()),
  });
  await connections.put(connection);
  const asked: number[] = [];
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const accessTokens = ({ ownerId, connectionId }: Renewal) =>
    createAccessTokens({ tokens, vault: plainVault, provider: () => provider, clock }, ownerId, connectionId);
  const work = createWorkIndex(table);
  const deps = {
    work,
    clock,
    log,
    hints: { send: async () => undefined },
    repairVideo: async () => 'looked' as const,
    transferHints: { send: async () => undefined },
    idleAccounts: { ask: async () => undefined },
    removalHints: { send: async () => undefined },
    mailHints: { send: async () => undefined },
    tell: () => undefined,
    renewals: {
      ask: async (renewal: Renewal) => {
        asked.push(clock.now());
        if (hint(renewal) === 'taken') await renewConnection({ accessTokens, log }, renewal);
      },
    },
  };
  const start = clock.now();
  return {
    refreshes,
    asked,
    turn: (state: typeof platform) => {
      platform = state;
    },
    state: async () => (await tokens.find(connection.ownerId, connection.connectionId))?.state,
    /** Nothing but sweeps until a day of the world. */
    async idleUntil(lastDay: number, stepMs = day): Promise<void> {
      while (clock.now() < start + lastDay * day) {
        await clock.runUntil(clock.now() + stepMs);
        await sweep(deps, clock.now() + hour);
      }
    },
    listDue: async () =>
      (await Promise.all(work.shards.map((shard) => work.listDue(shard, clock.now() + 1000 * day)))).flatMap(
        ({ due }) => due,
      ),
  };
}

describe('an account that nobody posts to', () => {
  it.each([
    ['as Instagram', longLived, 58, 7],
    ['as Google and TikTok', idleEnds, 6, 10],
  ] as const)('stays connected for more than a year: %s', async (_name, rules, renewals, stepDays) => {
    const user = await createIdleUser(rules);
    await user.idleUntil(400, stepDays * day);
    expect(await user.state()).toBe('connected');
    expect(user.refreshes).toHaveLength(renewals);
    expect(user.asked.length).toBe(user.refreshes.length);
  });

  it('would not without the sweeper', async () => {
    let isDead = true;
    const user = await createIdleUser(longLived, () => (isDead ? 'lost' : 'taken'));
    await user.idleUntil(60, 10 * day);
    isDead = false;
    await user.idleUntil(70, 10 * day);
    expect(user.refreshes).toEqual([]);
    expect(await user.state()).toBe('reconnect');
  });

  it('is asked for again when a hint gets lost, less and less often', async () => {
    let losses = 3;
    const user = await createIdleUser(longLived, () => (losses-- > 0 ? 'lost' : 'taken'));
    await user.idleUntil(7);
    await user.idleUntil(7.5, hour);
    const [first = 0] = user.asked;
    expect(user.asked.map((at) => (at - first) / hour)).toEqual([0, 1, 3, 7]);
    expect(user.refreshes).toEqual(user.asked.slice(-1));
    expect(await user.state()).toBe('connected');
  });

  it('outlives a platform that is down for weeks', async () => {
    const user = await createIdleUser(longLived);
    user.turn('down');
    await user.idleUntil(40, 4 * day);
    expect(await user.state()).toBe('connected');
    expect(user.asked.length).toBeGreaterThan(8);
    user.turn('up');
    await user.idleUntil(42);
    expect(user.refreshes).toHaveLength(1);
  });

  it('is its user’s to repair when the platform refuses for good, and is asked for no more', async () => {
    const user = await createIdleUser(idleEnds);
    user.turn('revoked');
    await user.idleUntil(60, 20 * day);
    expect(await user.state()).toBe('reconnect');
    expect(user.asked).toHaveLength(1);
    expect(await user.listDue()).toEqual([]);
    await user.idleUntil(80, 10 * day);
    expect(user.asked).toHaveLength(1);
  });
});

describe('when a grant is renewed', () => {
  const now = 1_700_000_000_000;

  it('is the earliest of what its platform asks for', () => {
    const both = { refreshAheadSeconds: 10 * daySeconds, renewIdleAfterSeconds: 20 * daySeconds };
    expect(renewalTimeOf(both, now + 40 * day, now)).toBe(now + 20 * day);
    expect(renewalTimeOf(both, now + 25 * day, now)).toBe(now + 15 * day);
  });

  it('is never on its first day, and never where it does not end', () => {
    expect(renewalTimeOf({ refreshAheadSeconds: 53 * daySeconds }, now + 3600_000, now)).toBe(now + day);
    expect(renewalTimeOf({}, now + 3600_000, now)).toBeNull();
  });
});
