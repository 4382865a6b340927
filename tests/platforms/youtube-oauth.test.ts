import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startYoutubeSimulator, type YoutubeSimulator } from '../support/youtube-simulator.ts';

let simulator: YoutubeSimulator;
beforeAll(async () => {
  simulator = await startYoutubeSimulator();
});
afterAll(() => simulator.close());
beforeEach(() => simulator.setFaults());

describe('the consent page', () => {
  it('is asked for offline access, with PKCE, every time anew', async () => {
    const url = new URL(
      await simulator.oauth.authorizeUrl({ redirectUri: 'http://localhost:3000/cb', state: 'st', codeChallenge: 'ch' }),
    );
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: 'hopper-local',
      redirect_uri: 'http://localhost:3000/cb',
      response_type: 'code',
      scope: ['youtube.upload', 'youtube.readonly', 'youtube.force-ssl']
        .map((name) => `https://www.googleapis.com/auth/${name}`)
        .join(' '),
      state: 'st',
      code_challenge: 'ch',
      code_challenge_method: 'S256',
      access_type: 'offline',
      prompt: 'consent',
    });
  });
});

describe('a grant', () => {
  it('has both tokens, its scopes and a channel', async () => {
    const granted = await simulator.connect('ben');
    expect(granted).toMatchObject({ accessToken: expect.any(String), refreshToken: expect.any(String) });
    expect(granted.expiresInSeconds).toBeGreaterThan(3000);
    expect(simulator.oauth.requiredScopes.every((scope) => granted.scopes.includes(scope))).toBe(true);
    expect(await simulator.oauth.fetchAccount(granted.accessToken)).toMatchObject({
      remoteId: 'UCben0000000000000000002',
      name: 'Ben Builds',
      capabilities: { longUploadsStatus: 'allowed' },
    });
    const unverified = await simulator.connect('dana');
    expect((await simulator.oauth.fetchAccount(unverified.accessToken)).capabilities).toEqual({
      longUploadsStatus: 'eligible',
    });
  });

  it('says what the user left out', async () => {
    const granted = await simulator.connect('ada', 'https://www.googleapis.com/auth/youtube.upload');
    expect(simulator.oauth.requiredScopes.every((scope) => granted.scopes.includes(scope))).toBe(false);
  });

  it('is refreshed without a new refresh token', async () => {
    const granted = await simulator.connect();
    const renewed = await simulator.oauth.refresh(granted.refreshToken ?? '');
    expect(renewed.refreshToken).toBeNull();
    expect(renewed.accessToken).not.toBe(granted.accessToken);
    expect(await simulator.oauth.fetchAccount(renewed.accessToken)).toMatchObject({ name: 'Ada Makes' });
  });

  it('is over after it was revoked; revoking twice is no error', async () => {
    const granted = await simulator.connect('dana');
    await simulator.oauth.revoke(granted);
    await simulator.oauth.revoke(granted);
    await expect(simulator.oauth.refresh(granted.refreshToken ?? '')).rejects.toMatchObject({
      kind: 'reauthorize',
      causeCode: 'invalid_grant',
    });
  });

  it('of an account without a channel is refused in words', async () => {
    const granted = await simulator.connect('cleo');
    await expect(simulator.oauth.fetchAccount(granted.accessToken)).rejects.toMatchObject({ kind: 'rejected' });
  });
});

describe('errors', () => {
  it('a wrong or used code means to connect again', async () => {
    const exchange = { code: 'wrong', codeVerifier: 'v'.repeat(43), redirectUri: 'http://localhost:3000/cb' };
    await expect(simulator.oauth.exchangeCode(exchange)).rejects.toMatchObject({ kind: 'reauthorize' });
  });

  it.each([
    ['invalid_grant', /Connect the account again\.$/],
    ['admin_policy_enforced', /administrator.*connect the account again\.$/],
  ])('%s is about the user, who has to connect again', async (reason, words) => {
    const granted = await simulator.connect();
    await simulator.setFaults({ kind: 'status', operation: 'token.refresh', status: 400, reason });
    await expect(simulator.oauth.refresh(granted.refreshToken ?? '')).rejects.toMatchObject({
      kind: 'reauthorize',
      causeCode: reason,
      userMessage: expect.stringMatching(words),
    });
  });

  it.each([
    [{ kind: 'status', status: 503 }, 'transient'],
    [{ kind: 'status', status: 429, reason: 'rate_limited' }, 'rate_limited'],
    [{ kind: 'status', status: 401, reason: 'invalid_client' }, 'transient'],
    [{ kind: 'status', status: 401, reason: 'deleted_client' }, 'transient'],
    [{ kind: 'status', status: 400, reason: 'unauthorized_client' }, 'transient'],
    [{ kind: 'status', status: 400, reason: 'invalid_request' }, 'transient'],
    [{ kind: 'status', status: 400, reason: 'invalid_scope' }, 'transient'],
    [{ kind: 'status', status: 500, reason: 'invalid_grant' }, 'transient'],
    [{ kind: 'before-effect' }, 'transient'],
    [{ kind: 'half-answer' }, 'transient'],
  ] as const)('%j disconnects nobody', async (fault, kind) => {
    const granted = await simulator.connect();
    await simulator.setFaults({ ...fault, operation: 'token.refresh' });
    await expect(simulator.oauth.refresh(granted.refreshToken ?? '')).rejects.toMatchObject({ kind });
  });
});
