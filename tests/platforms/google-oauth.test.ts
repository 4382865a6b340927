import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  allScopes,
  authorizeQuery,
  client,
  redirectUri,
  scope,
  send,
  startWorld,
  type World,
} from './youtube-sim-world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({
    clients: [
      {
        clientId: 'tester',
        clientSecret: 's3cret',
        redirectUris: [redirectUri],
        publishing: 'testing',
        projectId: 'p-testing',
      },
      { clientId: 'gone', clientSecret: 's3cret', redirectUris: [redirectUri], deleted: true },
      { clientId: 'desktop', clientSecret: 's3cret', redirectUris: [], type: 'desktop', projectId: 'p-desktop' },
      { clientId: 'sibling', clientSecret: 's3cret', redirectUris: [redirectUri] },
    ],
  });
});
afterAll(() => world.close());

describe('authorization request', () => {
  it('returns code, scope and the state exactly as it came', async () => {
    const reply = await world.authorize({ state: 'a b+c/ä&=%' });
    const location = new URL(String(reply.headers.location));
    expect(reply.status).toBe(302);
    expect(`${location.origin}${location.pathname}`).toBe(redirectUri);
    expect(location.searchParams.get('state')).toBe('a b+c/ä&=%');
    expect(location.searchParams.get('code')).toContain('/');
    expect(location.searchParams.get('scope')).toBe(allScopes);
  });

  it.each([
    ['redirect_uri_mismatch', { redirect_uri: `${redirectUri}/` }],
    ['redirect_uri_mismatch', { redirect_uri: redirectUri.replace('localhost', '127.0.0.1') }],
    ['invalid_client', { client_id: 'nobody' }],
    ['deleted_client', { client_id: 'gone' }],
    ['invalid_scope', { scope: 'https://www.googleapis.com/auth/nonsense' }],
    ['invalid_request', { scope: '' }],
    ['unsupported_response_type', { response_type: 'token' }],
    ['invalid_request', { access_type: 'sometimes' }],
    ['invalid_request', { prompt: 'none consent' }],
    ['invalid_request', { code_challenge: 'short', code_challenge_method: 'S256' }],
    ['invalid_request', { code_challenge: 'x'.repeat(43), code_challenge_method: 'MD5' }],
  ])('shows %s and never redirects', async (code, changes) => {
    const reply = await world.authorize(changes);
    expect(reply.status).toBe(400);
    expect(reply.headers.location).toBeUndefined();
    expect(reply.text).toContain(code);
  });

  it('takes any loopback port for a desktop client only', async () => {
    const anyPort = { redirect_uri: 'http://127.0.0.1:49152/done' };
    expect((await world.authorize({ ...anyPort, client_id: 'desktop' })).status).toBe(302);
    expect((await world.authorize(anyPort)).status).toBe(400);
  });

  it('returns access_denied with the state', async () => {
    const location = new URL(String((await world.authorize({ sim_decision: 'deny' })).headers.location));
    expect(Object.fromEntries(location.searchParams)).toEqual({ state: 'state-1', error: 'access_denied' });
  });

  it('with prompt=none goes on only where consent was given before', async () => {
    const query = { prompt: 'none', login_hint: 'ben@example.com', scope: scope('youtube.upload') };
    const before = new URL(String((await world.authorize(query)).headers.location));
    expect(before.searchParams.get('error')).toBe('interaction_required');
    await world.consent({ login_hint: 'ben@example.com', scope: scope('youtube.upload') });
    const after = new URL(String((await world.authorize(query)).headers.location));
    expect(after.searchParams.get('code')).not.toBeNull();
  });

  it('picks the account by login_hint and by sim_account', async () => {
    const who = async (changes: Record<string, string>) => {
      const tokens = (await world.exchange(await world.consent({ ...changes, scope: `openid email ${allScopes}` })))
        .json;
      return (await world.api(tokens.access_token, 'GET', '/oauth2/v2/userinfo')).json.email;
    };
    expect(await who({})).toBe('ada@example.com');
    expect(await who({ login_hint: 'ben@example.com' })).toBe('ben@example.com');
    expect(await who({ login_hint: 'ben@example.com', sim_account: 'cleo' })).toBe('cleo@example.com');
  });
});

describe('consent page', () => {
  const page = (changes: Record<string, string> = {}) => world.authorize({ sim_decision: 'ask', ...changes });
  const decide = (fields: [string, string][]) =>
    send(`${world.url}/google-oauth/o/oauth2/v2/auth`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams([['request', authorizeQuery().toString()], ...fields]).toString(),
    });

  it('says that it is simulated and offers accounts, channels and tick boxes', async () => {
    const { status, text } = await page();
    expect(status).toBe(200);
    expect(text).toContain('SIMULATED');
    for (const words of ['Ada Marsh', 'Brand account of Dana Ruiz', 'no YouTube channel'])
      expect(text).toContain(words);
    expect(text.match(/type="checkbox"/g)).toHaveLength(3);
  });

  it('has no tick boxes for a single scope', async () => {
    expect((await page({ scope: `openid ${scope('youtube.upload')}` })).text).not.toContain('type="checkbox"');
  });

  it('escapes what the request brings along', async () => {
    expect((await page({ state: '"><script>alert(1)</script>' })).text).not.toContain('<script>');
  });

  it('grants only what stayed ticked, and says so in the token response', async () => {
    const only = scope('youtube.upload');
    const reply = await decide([
      ['account', 'ada'],
      ['scope', only],
      ['scope', scope('drive')],
      ['decision', 'allow'],
    ]);
    const code = new URL(String(reply.headers.location)).searchParams.get('code') ?? '';
    expect((await world.exchange(code)).json.scope).toBe(only);
  });

  it('redirects a refusal', async () => {
    const reply = await decide([
      ['account', 'ada'],
      ['decision', 'deny'],
    ]);
    expect(new URL(String(reply.headers.location)).searchParams.get('error')).toBe('access_denied');
  });
});

describe('code exchange', () => {
  it('gives tokens once', async () => {
    const code = await world.consent();
    const first = await world.exchange(code);
    expect(first.status).toBe(200);
    expect(first.json).toMatchObject({ token_type: 'Bearer', scope: allScopes, expires_in: 3599 });
    expect(first.json.refresh_token).toMatch(/^1\/\//);
    expect(first.json.id_token).toBeUndefined();
    const second = await world.exchange(code);
    expect(second.status).toBe(400);
    expect(second.json.error).toBe('invalid_grant');
  });

  it('gives a refresh token only offline, at the first consent or with prompt=consent', async () => {
    const refreshTokenFor = async (changes: Record<string, string>) =>
      (await world.exchange(await world.consent({ sim_account: 'dana', ...changes }))).json.refresh_token;
    expect(await refreshTokenFor({ prompt: 'select_account' })).toBeDefined();
    expect(await refreshTokenFor({ prompt: 'select_account' })).toBeUndefined();
    expect(await refreshTokenFor({ prompt: 'consent' })).toBeDefined();
    expect(await refreshTokenFor({ prompt: 'consent', access_type: 'online' })).toBeUndefined();
  });

  it.each([
    ['invalid_grant', 400, { redirect_uri: 'http://localhost:3000/other' }],
    ['invalid_grant', 400, { code: 'never-issued' }],
    ['invalid_grant', 400, { client_id: 'sibling', client_secret: 's3cret' }],
    ['invalid_client', 401, { client_secret: 'wrong' }],
    ['invalid_client', 401, { client_id: 'nobody' }],
    ['deleted_client', 401, { client_id: 'gone', client_secret: 's3cret' }],
    ['unsupported_grant_type', 400, { grant_type: 'password' }],
    ['invalid_request', 400, { code: '' }],
    ['invalid_request', 400, { code_verifier: 'v'.repeat(43) }],
  ])('refuses with %s (%i)', async (error, status, changes) => {
    const reply = await world.exchange(await world.consent(), changes);
    expect(reply.status).toBe(status);
    expect(reply.json.error).toBe(error);
    expect(typeof reply.json.error_description).toBe('string');
  });

  it('refuses a body that is not a form', async () => {
    const body = JSON.stringify({ grant_type: 'refresh_token' });
    const headers = { 'content-type': 'application/json' };
    const reply = await send(`${world.url}/google-oauth/token`, { method: 'POST', headers, body });
    expect([reply.status, reply.json.error]).toEqual([400, 'invalid_request']);
  });

  it.each(['S256', 'plain'])('binds the code to a PKCE challenge (%s)', async (method) => {
    const verifier = 'abcDEF123-._~'.repeat(4);
    const challenge = method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url');
    const start = () => world.consent({ code_challenge: challenge, code_challenge_method: method });
    const wrong = await world.exchange(await start(), { code_verifier: `${verifier}x` });
    expect([wrong.status, wrong.json.error]).toEqual([400, 'invalid_request']);
    expect((await world.exchange(await start())).json.error).toBe('invalid_request');
    expect((await world.exchange(await start(), { code_verifier: verifier })).status).toBe(200);
  });

  it('signs an id_token for openid that verifies against the published key', async () => {
    const tokens = (await world.exchange(await world.consent({ scope: 'openid email', nonce: 'n-1' }))).json;
    const [head = '', body = '', signature = ''] = tokens.id_token.split('.');
    const jwk = (await send(`${world.url}/google-oauth/oauth2/v3/certs`)).json.keys[0];
    const key = await crypto.subtle.importKey('jwk', jwk, { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, false, [
      'verify',
    ]);
    const signed = Buffer.from(`${head}.${body}`);
    expect(await crypto.subtle.verify(key.algorithm, key, Buffer.from(signature, 'base64url'), signed)).toBe(true);
    expect(JSON.parse(Buffer.from(body, 'base64url').toString())).toMatchObject({
      aud: client.client_id,
      email: 'ada@example.com',
      nonce: 'n-1',
    });
  });

  it('adds earlier scopes with include_granted_scopes', async () => {
    await world.consent({ sim_account: 'north-studio', scope: scope('youtube.upload') });
    const changes = { sim_account: 'north-studio', scope: scope('youtube.readonly'), include_granted_scopes: 'true' };
    const both = (await world.exchange(await world.consent(changes))).json.scope.split(' ').sort();
    expect(both).toEqual(scope('youtube.readonly', 'youtube.upload').split(' '));
    const { include_granted_scopes: _, ...alone } = changes;
    expect((await world.exchange(await world.consent(alone))).json.scope).toBe(scope('youtube.readonly'));
  });
});

describe('refresh and revocation', () => {
  const connect = async (account: string) => (await world.exchange(await world.consent({ sim_account: account }))).json;
  const channelStatus = async (token: string) =>
    (await world.api(token, 'GET', '/youtube/v3/channels?part=id&mine=true')).status;

  it('refreshes without rotation, as often and as concurrently as one likes', async () => {
    const { refresh_token: refreshToken } = await connect('ada');
    const replies = await Promise.all([1, 2, 3, 4].map(() => world.refresh(refreshToken)));
    for (const reply of replies) {
      expect(reply.status).toBe(200);
      expect(reply.json.refresh_token).toBeUndefined();
      expect(await channelStatus(reply.json.access_token)).toBe(200);
    }
  });

  it('refuses an unknown refresh token and one of another client', async () => {
    const { refresh_token: refreshToken } = await connect('ada');
    expect((await world.refresh('1//nothing')).json.error).toBe('invalid_grant');
    const fields = { grant_type: 'refresh_token', refresh_token: refreshToken };
    const other = await world.postForm('/token', { ...fields, client_id: 'sibling', client_secret: 's3cret' });
    expect([other.status, other.json.error]).toEqual([400, 'invalid_grant']);
  });

  it.each(['access_token', 'refresh_token'])('revokes the whole grant by its %s', async (which) => {
    const tokens = await connect('ben');
    const older = await connect('ben');
    const others = await connect('ada');
    expect((await world.postForm('/revoke', { token: tokens[which] })).status).toBe(200);
    expect(await channelStatus(older.access_token)).toBe(401);
    expect((await world.refresh(older.refresh_token)).json.error).toBe('invalid_grant');
    expect(await channelStatus(others.access_token)).toBe(200);
    const again = await world.postForm('/revoke', { token: tokens[which] });
    expect([again.status, again.json.error]).toEqual([400, 'invalid_token']);
    // The next consent counts as the first one again.
    const anew = await world.exchange(await world.consent({ sim_account: 'ben', prompt: 'select_account' }));
    expect(anew.json.refresh_token).toBeDefined();
  });

  it('takes a code along when its grant is revoked before the exchange', async () => {
    const tokens = await connect('dana');
    const code = await world.consent({ sim_account: 'dana' });
    await world.postForm('/revoke', { token: tokens.access_token });
    expect((await world.exchange(code)).json.error).toBe('invalid_grant');
  });

  it('drops the oldest of more than 100 live refresh tokens', async () => {
    const first = (await connect('cleo')).refresh_token;
    const second = (await connect('cleo')).refresh_token;
    for (let count = 0; count < 98; count += 1) await connect('cleo');
    expect((await world.refresh(first)).status).toBe(200);
    await connect('cleo');
    expect((await world.refresh(first)).json.error).toBe('invalid_grant');
    expect((await world.refresh(second)).status).toBe(200);
  });

  it('tells about a token', async () => {
    const { access_token: token } = await connect('ada');
    const reply = await send(`${world.url}/google-oauth/tokeninfo?access_token=${token}`);
    expect(reply.json).toMatchObject({ aud: client.client_id, scope: allScopes, access_type: 'offline' });
    const unknown = await send(`${world.url}/google-oauth/tokeninfo?access_token=x`);
    expect([unknown.status, unknown.json.error]).toEqual([400, 'invalid_token']);
  });
});

describe('with time', () => {
  let nowMs = Date.UTC(2026, 10, 21, 10);
  let timed: World;
  beforeAll(async () => {
    timed = await startWorld({
      clock: () => nowMs,
      clients: [
        {
          clientId: 'tester',
          clientSecret: 's3cret',
          redirectUris: [redirectUri],
          publishing: 'testing',
          projectId: 'p-t',
        },
      ],
    });
  });
  afterAll(() => timed.close());
  const pass = (seconds: number) => {
    nowMs += seconds * 1000;
  };

  it('ends codes after ten minutes and access tokens after an hour', async () => {
    const late = await timed.consent();
    const inTime = await timed.consent();
    pass(599);
    const tokens = (await timed.exchange(inTime)).json;
    pass(1);
    expect((await timed.exchange(late)).json.error).toBe('invalid_grant');
    const status = async () =>
      (await timed.api(tokens.access_token, 'GET', '/youtube/v3/channels?part=id&mine=true')).status;
    pass(3597);
    expect(await status()).toBe(200);
    pass(2);
    expect(await status()).toBe(401);
  });

  it('ends refresh tokens of a project in testing after seven days, except for sign-in alone', async () => {
    const tester = { client_id: 'tester', client_secret: 's3cret' };
    const connect = async (scopes: string) =>
      (await timed.exchange(await timed.consent({ client_id: 'tester', scope: scopes }), tester)).json;
    const refresh = (token: string) =>
      timed.postForm('/token', { grant_type: 'refresh_token', refresh_token: token, ...tester });
    const limited = await connect(allScopes);
    const signInOnly = await connect('openid email');
    expect(limited.refresh_token_expires_in).toBe(604_799);
    expect(signInOnly.refresh_token_expires_in).toBeUndefined();
    pass(7 * 86_400 - 1);
    expect((await refresh(limited.refresh_token)).status).toBe(200);
    pass(2);
    expect((await refresh(limited.refresh_token)).json.error).toBe('invalid_grant');
    expect((await refresh(signInOnly.refresh_token)).status).toBe(200);
  });

  it('ends a refresh token that was unused for six months', async () => {
    const used = (await timed.exchange(await timed.consent())).json.refresh_token;
    const unused = (await timed.exchange(await timed.consent())).json.refresh_token;
    pass(100 * 86_400);
    expect((await timed.refresh(used)).status).toBe(200);
    pass(100 * 86_400);
    expect((await timed.refresh(used)).status).toBe(200);
    expect((await timed.refresh(unused)).json.error).toBe('invalid_grant');
  });
});
