import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type InstagramSimulator,
  instagramRedirectUri,
  startInstagramSimulator,
} from '../support/instagram-simulator.ts';

const day = 24 * 3600;
const variants = ['instagram_login', 'facebook_login'] as const;
let simulator: InstagramSimulator;
beforeAll(async () => {
  simulator = await startInstagramSimulator();
});
afterAll(() => simulator.close());
beforeEach(() => simulator.setFaults());

/** Runs a test on platforms of its own. */
async function withSimulator(
  options: Parameters<typeof startInstagramSimulator>[0],
  work: (own: InstagramSimulator) => Promise<void>,
): Promise<void> {
  const own = await startInstagramSimulator(options);
  try {
    await work(own);
  } finally {
    await own.close();
  }
}

describe('the consent page', () => {
  const request = { redirectUri: 'http://localhost:3000/cb', state: 'st', codeChallenge: 'ch' };

  it('of Instagram is asked for publishing and comments', async () => {
    const url = new URL(await simulator.oauth.instagram_login.authorizeUrl(request));
    expect(url.pathname).toBe('/meta-oauth/instagram/oauth/authorize');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: 'hopper-local-instagram',
      redirect_uri: 'http://localhost:3000/cb',
      response_type: 'code',
      scope: 'instagram_business_basic,instagram_business_content_publish,instagram_business_manage_comments',
      state: 'st',
    });
  });

  it('of Facebook carries the version', async () => {
    const url = new URL(await simulator.oauth.facebook_login.authorizeUrl(request));
    expect(url.pathname).toBe('/meta-oauth/facebook/v26.0/dialog/oauth');
    expect(url.searchParams.get('scope')?.split(',')).toEqual(
      expect.arrayContaining([...simulator.oauth.facebook_login.requiredScopes]),
    );
  });

  it.each([
    ['instagram_login', '#_'],
    ['facebook_login', '#_=_'],
  ] as const)('of %s comes back with a fragment, which does no harm on the code', async (variant, fragment) => {
    const back = await simulator.consent(variant);
    expect(back.hash).toBe(fragment);
    const code = `${back.searchParams.get('code')}${fragment}`;
    const exchange = { code, codeVerifier: '', redirectUri: instagramRedirectUri };
    expect((await simulator.oauth[variant].exchangeCode(exchange)).accessToken).toMatch(/sim/);
  });

  it('sends a refusal back', async () => {
    const back = await simulator.consent('facebook_login', 'ada', { sim_decision: 'deny' });
    expect(back.searchParams.get('error')).toBe('access_denied');
    expect(back.searchParams.get('state')).toBe('some-state');
  });

  it('does not let a personal account through', async () => {
    await expect(simulator.consent('instagram_login', 'cleo')).rejects.toThrow(/personal account/);
  });
});

describe.each(variants)('a grant of %s', (variant) => {
  it('is long-lived, is to be renewed after a week, and has its permissions', async () => {
    const granted = await simulator.connect(variant, 'ben');
    expect(granted.refreshToken).toBe(granted.accessToken);
    const { refreshAheadSeconds = 0 } = simulator.oauth[variant];
    expect(Math.round((granted.expiresInSeconds - refreshAheadSeconds) / day)).toBe(7);
    expect(simulator.oauth[variant].requiredScopes.every((scope) => granted.scopes.includes(scope))).toBe(true);
    expect(await simulator.oauth[variant].fetchAccount(granted.accessToken)).toMatchObject({
      remoteId: '17841400000000002',
      name: 'Ben Builds',
      avatarUrl: expect.stringContaining('benbuilds'),
      capabilities: { username: 'benbuilds', quota: { used: 0, total: 100 } },
    });
  });

  it('says what the user left out', async () => {
    const only = variant === 'instagram_login' ? 'instagram_business_basic' : 'instagram_basic';
    const granted = await simulator.connect(variant, 'ada', { sim_scopes: only });
    expect(granted.scopes).toEqual([only]);
  });

  it('lives on by being renewed, long after its first sixty days', async () => {
    await withSimulator({}, async (own) => {
      let { accessToken } = await own.connect(variant);
      for (let weeks = 0; weeks < 12; weeks += 1) {
        await own.advance(7 * day);
        accessToken = (await own.oauth[variant].refresh(accessToken)).accessToken;
      }
      expect(await own.oauth[variant].fetchAccount(accessToken)).toMatchObject({ name: 'Ada Makes' });
    });
  });

  it('that was not renewed in time is over', async () => {
    await withSimulator({}, async (own) => {
      const { accessToken } = await own.connect(variant);
      await own.advance(60 * day + 1);
      await expect(own.oauth[variant].refresh(accessToken)).rejects.toMatchObject({
        kind: 'reauthorize',
        causeCode: 'meta_190_463',
      });
    });
  });

  it('whose code is wrong or used means to connect again', async () => {
    const code = (await simulator.consent(variant)).searchParams.get('code') ?? '';
    const exchange = { code, codeVerifier: '', redirectUri: instagramRedirectUri };
    await simulator.oauth[variant].exchangeCode(exchange);
    await expect(simulator.oauth[variant].exchangeCode(exchange)).rejects.toMatchObject({ kind: 'reauthorize' });
  });

  it.each([
    ['190/458', 400, 'reauthorize'],
    ['190/460', 400, 'reauthorize'],
    ['190/467', 400, 'reauthorize'],
    ['102', 400, 'reauthorize'],
    ['10', 403, 'reauthorize'],
    ['2', 500, 'transient'],
    ['4', 400, 'rate_limited'],
    ['17', 400, 'rate_limited'],
  ])('that cannot be renewed because of %s (%d) is %s', async (reason, status, kind) => {
    const { accessToken } = await simulator.connect(variant);
    const operation = variant === 'instagram_login' ? 'token.refresh' : 'facebook.token.exchange-long';
    await simulator.setFaults({ kind: 'status', operation, status, reason });
    await expect(simulator.oauth[variant].refresh(accessToken)).rejects.toMatchObject({ kind });
  });

  it.each(['before-effect', 'half-answer', 'after-effect'])(
    'whose renewal is cut (%s) disconnects nobody',
    async (kind) => {
      const { accessToken } = await simulator.connect(variant);
      const operation = variant === 'instagram_login' ? 'token.refresh' : 'facebook.token.exchange-long';
      await simulator.setFaults({ kind: kind as 'half-answer', operation });
      await expect(simulator.oauth[variant].refresh(accessToken)).rejects.toMatchObject({ kind: 'transient' });
    },
  );
});

describe('Instagram Login', () => {
  const name = 'instagram_login';

  it('understands the flat answer of the code exchange, and does not trust its number', async () => {
    await withSimulator({ meta: { exchangeShape: 'flat' } }, async (own) => {
      const granted = await own.connect(name, 'dana');
      expect(granted.scopes).toContain('instagram_business_content_publish');
      expect((await own.oauth[name].fetchAccount(granted.accessToken)).remoteId).toBe('17841400000000004');
    });
  });

  it('cannot renew a token on its first day', async () => {
    const { accessToken } = await simulator.connect(name);
    await expect(simulator.oauth[name].refresh(accessToken)).rejects.toMatchObject({ kind: 'reauthorize' });
  });

  it('refuses a personal account in words', async () => {
    await withSimulator({ meta: { admitPersonal: true } }, async (own) => {
      const { accessToken } = await own.connect(name, 'cleo');
      await expect(own.oauth[name].fetchAccount(accessToken)).rejects.toMatchObject({
        kind: 'rejected',
        causeCode: 'personal_account',
      });
    });
  });

  it('has nothing to revoke with, and says nothing', async () => {
    const granted = await simulator.connect(name);
    await simulator.oauth[name].revoke(granted);
    expect(await simulator.oauth[name].fetchAccount(granted.accessToken)).toMatchObject({ name: 'Ada Makes' });
  });
});

describe('Facebook Login', () => {
  const name = 'facebook_login';

  it.each([
    ['ben', '17841400000000002', '61550000000003'],
    ['north-studio', '17841400000000005', '61550000000005'],
  ])('takes the first Page of %s that has an account', async (account, remoteId, pageId) => {
    const { accessToken } = await simulator.connect(name, account);
    expect(await simulator.oauth[name].fetchAccount(accessToken)).toMatchObject({
      remoteId,
      capabilities: { page: { id: pageId } },
    });
  });

  it.each(['cleo', 'dana'])('refuses %s, who has no linked account, in words', async (account) => {
    const { accessToken } = await simulator.connect(name, account);
    await expect(simulator.oauth[name].fetchAccount(accessToken)).rejects.toMatchObject({
      kind: 'rejected',
      causeCode: 'no_professional_account',
    });
  });

  it('ends the grant; ending it twice is no error', async () => {
    const granted = await simulator.connect(name, 'north-studio');
    await simulator.oauth[name].revoke(granted);
    await simulator.oauth[name].revoke(granted);
    await expect(simulator.oauth[name].refresh(granted.accessToken)).rejects.toMatchObject({
      kind: 'reauthorize',
      causeCode: 'meta_190_458',
    });
  });

  it('assumes the usual life when Meta does not tell', async () => {
    await withSimulator({ meta: { tellsExpiry: false } }, async (own) => {
      expect((await own.connect(name)).expiresInSeconds).toBe(60 * day);
    });
  });
});

it('leaks no token to a page', async () => {
  expect(await simulator.stat('total', 'strayTokens')).toBe(0);
});
