import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTiktokOAuth } from '../../shared/platforms/tiktok/oauth.ts';
import { startTiktokSimulator, type TiktokSimulator } from '../support/tiktok-simulator.ts';

let simulator: TiktokSimulator;
beforeAll(async () => {
  simulator = await startTiktokSimulator();
});
afterAll(() => simulator.close());
beforeEach(() => simulator.setFaults());

const challenge = 'n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg';
const authorizeUrl = async (redirectUri: string) =>
  new URL(await simulator.oauth.authorizeUrl({ redirectUri, state: 'st', codeChallenge: challenge }));

describe('the consent page', () => {
  it('of a desktop app gets the challenge in hexadecimal', async () => {
    const url = await authorizeUrl('http://localhost:3000/cb');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_key: 'hopper-local',
      redirect_uri: 'http://localhost:3000/cb',
      response_type: 'code',
      scope: 'user.info.basic,video.publish,video.upload',
      state: 'st',
      code_challenge: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      code_challenge_method: 'S256',
    });
  });

  it('of a web app gets none', async () => {
    const url = await authorizeUrl('https://hopper.example/cb');
    expect([...url.searchParams.keys()]).toEqual(['client_key', 'redirect_uri', 'response_type', 'scope', 'state']);
  });

  it('says when TikTok is not set up', async () => {
    const oauth = createTiktokOAuth({ load: async () => ({}) });
    const asking = oauth.authorizeUrl({
      redirectUri: 'http://localhost:3000/cb',
      state: 's',
      codeChallenge: challenge,
    });
    await expect(asking).rejects.toMatchObject({ userMessage: 'TikTok is not set up on this server.' });
  });
});

describe('a grant', () => {
  it('has both tokens, its scopes, an account and what it may do', async () => {
    const granted = await simulator.connect('ben');
    expect(granted).toMatchObject({ expiresInSeconds: 7200, refreshToken: expect.any(String) });
    expect(simulator.oauth.requiredScopes.every((scope) => granted.scopes.includes(scope))).toBe(true);
    expect(await simulator.oauth.fetchAccount(granted.accessToken)).toEqual({
      remoteId: expect.stringMatching(/^-000/),
      name: 'Ben Builds',
      avatarUrl: expect.stringContaining('ben'),
      capabilities: {
        username: 'benbuilds',
        nickname: 'Ben Builds',
        avatarUrl: expect.any(String),
        privacyLevels: ['PUBLIC_TO_EVERYONE', 'MUTUAL_FOLLOW_FRIENDS', 'SELF_ONLY'],
        commentDisabled: false,
        duetDisabled: false,
        stitchDisabled: true,
        maxDurationSeconds: 180,
      },
    });
  });

  it('of a private account offers its followers', async () => {
    const { accessToken } = await simulator.connect('cleo');
    expect((await simulator.oauth.fetchAccount(accessToken)).capabilities).toMatchObject({
      privacyLevels: ['FOLLOWER_OF_CREATOR', 'MUTUAL_FOLLOW_FRIENDS', 'SELF_ONLY'],
    });
  });

  it('of an account that may not post can be connected all the same', async () => {
    const { accessToken } = await simulator.connect('dana');
    expect(await simulator.oauth.fetchAccount(accessToken)).toMatchObject({ name: 'Dana Ruiz', capabilities: null });
  });

  it('says what the user left out', async () => {
    const granted = await simulator.connect('ada', 'video.upload');
    expect(granted.scopes).toEqual(['user.info.basic', 'video.upload']);
  });

  it('is refreshed with a new refresh token; the old one is over', async () => {
    const granted = await simulator.connect();
    const renewed = await simulator.oauth.refresh(granted.refreshToken ?? '');
    expect(renewed.refreshToken).not.toBe(granted.refreshToken);
    expect(await simulator.oauth.fetchAccount(renewed.accessToken)).toMatchObject({ name: 'Ada Makes' });
    await expect(simulator.oauth.refresh(granted.refreshToken ?? '')).rejects.toMatchObject({ kind: 'reauthorize' });
  });

  it('is over after it was revoked, also with an access token that has ended; revoking twice is no error', async () => {
    const granted = await simulator.connect('ben');
    await simulator.advance(3 * 3600);
    await simulator.oauth.revoke(granted);
    await simulator.oauth.revoke(granted);
    await expect(simulator.oauth.refresh(granted.refreshToken ?? '')).rejects.toMatchObject({
      kind: 'reauthorize',
      causeCode: 'invalid_grant',
    });
  });
});

describe('errors', () => {
  it('a wrong or used code means to connect again', async () => {
    const exchange = { code: 'wrong', codeVerifier: 'v'.repeat(43), redirectUri: 'http://localhost:3000/cb' };
    await expect(simulator.oauth.exchangeCode(exchange)).rejects.toMatchObject({ kind: 'reauthorize' });
  });

  it('a refusal in a 200 answer is one', async () => {
    const granted = await simulator.connect();
    await simulator.setFaults({ kind: 'quiet-refusal', operation: 'token.refresh', reason: 'invalid_grant' });
    await expect(simulator.oauth.refresh(granted.refreshToken ?? '')).rejects.toMatchObject({ kind: 'reauthorize' });
  });

  it.each([
    [{ kind: 'status', status: 503 }, 'transient'],
    [{ kind: 'status', status: 502 }, 'transient'],
    [{ kind: 'status', status: 429 }, 'rate_limited'],
    [{ kind: 'quiet-refusal', reason: 'temporarily_unavailable' }, 'transient'],
    [{ kind: 'status', status: 401, reason: 'invalid_client' }, 'transient'],
    [{ kind: 'before-effect' }, 'transient'],
    [{ kind: 'half-answer' }, 'transient'],
  ] as const)('%j disconnects nobody', async (fault, kind) => {
    const granted = await simulator.connect();
    await simulator.setFaults({ ...fault, operation: 'token.refresh' });
    await expect(simulator.oauth.refresh(granted.refreshToken ?? '')).rejects.toMatchObject({ kind });
  });

  it('an account that cannot be asked just now is not connected without its facts', async () => {
    const granted = await simulator.connect();
    await simulator.setFaults({ kind: 'status', operation: 'creator_info.query', status: 500 });
    await expect(simulator.oauth.fetchAccount(granted.accessToken)).rejects.toMatchObject({ kind: 'transient' });
  });
});
