import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createPkce, redirectUri, startTiktokWorld, type TiktokWorld } from './support/tiktok-world.ts';

let world: TiktokWorld;
beforeAll(async () => {
  world = await startTiktokWorld({
    tiktok: {
      apps: [
        {
          clientKey: 'web',
          clientSecret: 'web-secret',
          platform: 'web',
          redirectUris: ['https://hopper.example/callback/'],
        },
      ],
    },
  });
});
afterAll(() => world.close());
beforeEach(() => world.control('DELETE', '/faults'));

const locationOf = (reply: Awaited<ReturnType<TiktokWorld['authorize']>>) => new URL(String(reply.headers.location));

describe('the authorization request', () => {
  it('gives back a code, the scopes by comma, and the state', async () => {
    const { challenge } = createPkce();
    const location = locationOf(await world.authorize(challenge, { state: 'a&b=c' }));
    expect(`${location.origin}${location.pathname}`).toBe(redirectUri);
    expect(location.searchParams.get('state')).toBe('a&b=c');
    expect(location.searchParams.get('scopes')).toBe('user.info.basic,user.info.profile,video.publish,video.upload');
    expect(location.searchParams.get('code')).toContain('!');
    // Whoever takes the code out of the address without decoding it has another one.
    expect(location.search).not.toContain(location.searchParams.get('code'));
  });

  it.each([
    [{ client_key: 'nobody' }, 'client_key'],
    [{ redirect_uri: 'http://localhost:3000/elsewhere' }, 'redirect_uri'],
    [{ redirect_uri: `${redirectUri}/` }, 'redirect_uri'],
  ])('shows a page for %j', async (changes, word) => {
    const reply = await world.authorize(createPkce().challenge, changes);
    expect([reply.status, reply.text]).toEqual([400, expect.stringContaining(word)]);
  });

  it.each([
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ scope: 'video.publish video.upload' }, 'invalid_scope'],
    [{ scope: '' }, 'invalid_scope'],
    [{ code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM' }, 'invalid_request'],
    [{ code_challenge_method: 'plain' }, 'invalid_request'],
    [{ sim_decision: 'deny' }, 'access_denied'],
  ])('sends %j back as an error', async (changes, error) => {
    const location = locationOf(await world.authorize(createPkce().challenge, changes));
    expect(Object.fromEntries(location.searchParams)).toMatchObject({ error, state: 'state-1' });
  });

  it('of a web app goes without PKCE and only to https', async () => {
    const web = { client_key: 'web', redirect_uri: 'https://hopper.example/callback/' };
    const location = locationOf(await world.authorize('', web));
    const code = location.searchParams.get('code') ?? '';
    const form = { grant_type: 'authorization_code', code, client_key: 'web', client_secret: 'web-secret' };
    expect((await world.token({ ...form, redirect_uri: web.redirect_uri })).json.open_id).toEqual(expect.any(String));
  });

  it('shows a page that asks, and takes its answer', async () => {
    const page = await world.authorize(createPkce().challenge, { sim_decision: 'ask', state: '"><script>' });
    expect(page.text).toContain('Ben Builds');
    expect(page.text).not.toContain('"><script>');
    const query = /name="request" value="([^"]*)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const answer = await fetch(`${world.base()}/v2/auth/authorize/`, {
      method: 'POST',
      body: new URLSearchParams({ request: query, decision: 'allow', account: 'ben', scope: 'video.upload' }),
      redirect: 'manual',
    });
    expect(new URL(answer.headers.get('location') ?? '').searchParams.get('scopes')).toBe(
      'user.info.basic,video.upload',
    );
  });
});

describe('the token call', () => {
  it('answers flat, with two hours and 180 days', async () => {
    expect(await world.connect()).toEqual({
      open_id: expect.any(String),
      scope: 'user.info.basic,user.info.profile,video.publish,video.upload',
      access_token: expect.stringMatching(/^act\./),
      expires_in: 7200,
      refresh_token: expect.stringMatching(/^rft\./),
      refresh_expires_in: 180 * 24 * 3600,
      token_type: 'Bearer',
    });
  });

  it.each([
    ['a code twice', {}, 'invalid_grant', 400],
    ['another redirect URI', { redirect_uri: 'http://localhost:3000/' }, 'invalid_request', 400],
    ['a wrong secret', { client_secret: 'wrong' }, 'invalid_client', 401],
    ['a wrong verifier', { code_verifier: 'v'.repeat(43) }, 'invalid_request', 400],
    ['a short verifier', { code_verifier: 'short' }, 'invalid_request', 400],
    ['no code', { code: '' }, 'invalid_request', 400],
    ['another grant type', { grant_type: 'password' }, 'unsupported_grant_type', 400],
  ])('refuses %s', async (name, changes, error, status) => {
    const { code, verifier } = await world.consent();
    if (name === 'a code twice') await world.exchange(code, verifier);
    const reply = await world.exchange(code, verifier, changes);
    expect([reply.status, reply.json]).toEqual([
      status,
      { error, error_description: expect.any(String), log_id: expect.any(String) },
    ]);
  });

  it('refuses a code that is too old, and JSON', async () => {
    const { code, verifier } = await world.consent();
    await world.advance(601);
    expect((await world.exchange(code, verifier)).json.error).toBe('invalid_grant');
    const reply = await fetch(`${world.base()}/v2/oauth/token/`, { method: 'POST', body: '{}' });
    expect(await reply.json()).toMatchObject({ error: 'invalid_request' });
  });

  it('rotates: the old refresh token stops at once, also when the answer was lost', async () => {
    const first = await world.connect();
    const second = (await world.token({ grant_type: 'refresh_token', refresh_token: first.refresh_token })).json;
    expect(second.refresh_token).not.toBe(first.refresh_token);
    const again = await world.token({ grant_type: 'refresh_token', refresh_token: first.refresh_token });
    expect([again.status, again.json.error]).toEqual([400, 'invalid_grant']);
    // Who comes with an old one ends nothing.
    await world.faults({ operation: 'token.refresh', kind: 'after-effect' });
    const form = { grant_type: 'refresh_token', refresh_token: second.refresh_token };
    await expect(world.token(form)).rejects.toThrow();
    expect((await world.token(form)).json.error).toBe('invalid_grant');
  });

  it('does not rotate in the classic mode', async () => {
    const classic = await startTiktokWorld({ tiktok: { tokens: 'classic' } });
    const first = await classic.connect();
    const second = (await classic.token({ grant_type: 'refresh_token', refresh_token: first.refresh_token })).json;
    await classic.close();
    expect(second).toMatchObject({ refresh_token: first.refresh_token, expires_in: 86_400 });
  });

  it('may refuse with status 200', async () => {
    await world.faults({ operation: 'token.refresh', kind: 'quiet-refusal', reason: 'invalid_grant' });
    const reply = await world.token({ grant_type: 'refresh_token', refresh_token: 'x' });
    expect([reply.status, reply.json.error]).toEqual([200, 'invalid_grant']);
  });
});

describe('an access token', () => {
  it('ends after its time and with the grant', async () => {
    const granted = await world.connect({ sim_account: 'ben' });
    expect((await world.userInfo(granted.access_token, 'open_id,username')).json.data.user).toEqual({
      open_id: granted.open_id,
      username: 'benbuilds',
    });
    await world.advance(7201);
    expect((await world.userInfo(granted.access_token, 'open_id')).json.error.code).toBe('access_token_invalid');
    const renewed = (await world.token({ grant_type: 'refresh_token', refresh_token: granted.refresh_token })).json;
    expect((await world.postForm('/v2/oauth/revoke/', { token: renewed.access_token })).json).toEqual({});
    expect((await world.userInfo(renewed.access_token, 'open_id')).status).toBe(401);
    expect((await world.token({ grant_type: 'refresh_token', refresh_token: renewed.refresh_token })).json.error).toBe(
      'invalid_grant',
    );
    expect((await world.postForm('/v2/oauth/revoke/', { token: renewed.access_token })).json.error).toBe(
      'invalid_grant',
    );
  });

  it('opens only what was granted', async () => {
    const { access_token } = await world.connect({ sim_scopes: 'video.upload' });
    expect((await world.userInfo(access_token, 'open_id,username')).json.error.code).toBe('scope_not_authorized');
    expect((await world.userInfo(access_token, '')).json.error.code).toBe('invalid_param');
    expect((await world.creatorInfo(access_token)).status).toBe(401);
  });
});
