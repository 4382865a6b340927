import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ApiError } from '../../shared/contract/client/api-error.ts';
import { type Client, createClient } from '../../shared/contract/client.ts';
import { contract } from '../../shared/contract/contract.ts';
import type { Area } from '../../shared/contract/route.ts';
import { authRoutes } from '../../shared/contract/routes/auth.ts';
import { credentialRoutes } from '../../shared/contract/routes/auth-credentials.ts';
import { tokenRoutes } from '../../shared/contract/routes/tokens.ts';
import { videoRoutes } from '../../shared/contract/routes/videos.ts';
import { HopperError } from '../../shared/domain/hopper-error.ts';
import { csrfTokenFor } from '../../shared/http/csrf-token.ts';
import type { AreaEndpoints, AreaRoutes } from '../../shared/http/endpoint.ts';
import { serveArea } from '../../shared/http/serve-area.ts';
import { sampleOf } from '../http/support/schema-samples.ts';
import { createCookieFetch } from './support/cookie-fetch.ts';
import { type Api, startApi } from './support/start-api.ts';

const user = { id: 'u1', email: 'ada@example.org', email_verified: false, created_at: '2026-01-01T00:00:00.000Z' };
const videoId = '01JABCDEFGHJKMNPQRSTVWXYZ0';
const sessions = new Set<string>();
let minted = 0;
let api: Api;
let client: Client;

function mint(): { token: string; maxAgeSeconds: number } {
  minted += 1;
  const token = `session-${minted}`;
  sessions.add(token);
  return { token, maxAgeSeconds: 60 };
}

/** The endpoints of an area where this test comes only to some. */
function complete<A extends Area>(routes: AreaRoutes<A>, given: Partial<AreaEndpoints<A, unknown>>) {
  const unused = async () => {
    throw new Error('not used here');
  };
  const rest = Object.keys(routes).map((id) => [id, unused]);
  return { ...Object.fromEntries(rest), ...given } as AreaEndpoints<A, unknown>;
}

/** Endpoints as simple as they can be behind the real HTTP layer: sessions in a set, every video a sample. */
beforeAll(async () => {
  const logger = { info: () => {}, error: () => {} };
  const shared = { deps: {}, origin: 'http://localhost:3000', logger };
  const sample = sampleOf(contract.getVideo.output) as never;
  const auth = serveArea({
    ...shared,
    area: 'auth',
    routes: { ...authRoutes, ...credentialRoutes, ...tokenRoutes },
    endpoints: complete<'auth'>(
      { ...authRoutes, ...credentialRoutes, ...tokenRoutes },
      {
        register: async () => ({ body: { user, proof_needed: false }, session: mint() }),
        login: async () => ({ body: { user }, session: mint() }),
        logout: async () => ({ body: { message: 'Bye' }, session: 'end' }),
        me: async (_input, { caller }) => ({ user: caller ? user : null }),
        csrf: async (_input, { sessionToken }) => ({ csrf_token: sessionToken ? csrfTokenFor(sessionToken) : '' }),
        endOtherSessions: async () => ({ ended: 2 }),
        endSession: async ({ params }) => {
          if (params.sessionId !== 'a/b c') throw new HopperError('not_found');
          return { ok: true };
        },
      },
    ),
  });
  const videos = serveArea({
    ...shared,
    area: 'videos',
    routes: videoRoutes,
    endpoints: complete<'videos'>(videoRoutes, {
      listVideos: async () => ({ body: [sample] }),
      getVideo: async () => sample,
      updateVideo: async () => sampleOf(contract.updateVideo.output) as never,
      deleteVideo: async () => ({ ok: true }),
      postVideos: async () => ({ queued: 1, scheduled: 0, message: '1 video queued', refused: [], kept: [] }),
    }),
  });
  api = await startApi({ auth, videos }, (token) =>
    token && sessions.has(token)
      ? { state: 'signed-in', userId: user.id, sessionId: 'public-id' }
      : { state: 'anonymous' },
  );
});
afterAll(() => api.close());
beforeEach(() => {
  client = createClient({ baseUrl: api.url, fetch: createCookieFetch() });
  api.seen.length = 0;
});

/** What a call was refused with. */
async function refusal(call: Promise<unknown>): Promise<ApiError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ApiError) return error;
  throw new Error(`Expected an ApiError, got ${error}`);
}

const credentials = { email: 'ada@example.org', password: 'correct horse' };

describe('the client', () => {
  it('signs in, fetches the CSRF token once and sends it with every change', async () => {
    expect(await client.register({ body: credentials })).toEqual({ user, proof_needed: false });
    await Promise.all([client.postVideos(), client.endOtherSessions()]);
    await client.updateVideo({ params: { videoId }, body: { title: 'New' } });
    expect(api.seen).toEqual([
      'POST /api/auth/register',
      'GET /api/auth/csrf',
      expect.stringMatching(/^POST|^DELETE/),
      expect.stringMatching(/^POST|^DELETE/),
      `PATCH /api/videos/${videoId}`,
    ]);
  });

  it('calls with an API token, a key and an ETag, and without cookie and CSRF token', async () => {
    const sent: Record<string, string>[] = [];
    const recording: typeof fetch = async (_input, init) => {
      sent.push(Object.fromEntries(new Headers(init?.headers)));
      return Response.json([], { headers: { 'x-next-cursor': 'abc' } });
    };
    const program = createClient({ baseUrl: 'https://hopper.example', fetch: recording, token: 'hop_x' });
    await program.postVideos({ body: {} }, { idempotencyKey: 'key-1', ifMatch: '"3"' });
    const cursors: (string | null)[] = [];
    await program.listVideos({}, { onHeaders: (headers) => cursors.push(headers.get('x-next-cursor')) });
    expect(sent).toEqual([
      {
        authorization: 'Bearer hop_x',
        'content-type': 'application/json',
        'idempotency-key': 'key-1',
        'if-match': '"3"',
      },
      { authorization: 'Bearer hop_x' },
    ]);
    expect(cursors).toEqual(['abc']);
  });

  it('starts with a token that it is given', async () => {
    const jar = createCookieFetch();
    await createClient({ baseUrl: api.url, fetch: jar }).login({ body: credentials });
    api.seen.length = 0;
    const given = createClient({ baseUrl: api.url, fetch: jar, csrfToken: csrfTokenFor(`session-${minted}`) });
    await given.postVideos();
    expect(api.seen).toEqual(['POST /api/upload']);
  });

  it('fetches a stale token anew, once', async () => {
    await client.login({ body: credentials });
    const jar = createCookieFetch();
    const stale = createClient({ baseUrl: api.url, fetch: jar, csrfToken: 'stale' });
    await stale.login({ body: credentials });
    const again = createClient({ baseUrl: api.url, fetch: jar, csrfToken: 'stale' });
    api.seen.length = 0;
    expect(await again.postVideos()).toMatchObject({ queued: 1, message: '1 video queued' });
    expect(api.seen).toEqual(['POST /api/upload', 'GET /api/auth/csrf', 'POST /api/upload']);
  });

  it('gives up when the fresh token is refused too', async () => {
    const jar = createCookieFetch();
    await createClient({ baseUrl: api.url, fetch: jar }).login({ body: credentials });
    const tampering: typeof fetch = (input, init) => {
      const headers = new Headers(init?.headers);
      if (headers.has('x-csrf-token')) headers.set('x-csrf-token', 'tampered');
      return jar(input, { ...init, headers });
    };
    const error = await refusal(createClient({ baseUrl: api.url, fetch: tampering }).postVideos());
    expect(error).toMatchObject({ code: 'csrf', status: 403, message: 'Invalid or missing CSRF token' });
    expect(api.seen.filter((line) => line === 'POST /api/upload')).toHaveLength(2);
  });

  it('forgets the token when the session changes', async () => {
    await client.login({ body: credentials });
    await client.postVideos();
    await client.login({ body: credentials });
    await client.postVideos();
    expect(api.seen.filter((line) => line === 'GET /api/auth/csrf')).toHaveLength(2);
    await client.logout();
    expect(await client.me()).toEqual({ user: null });
  });

  it('asks again for a token that it could not fetch', async () => {
    const jar = createCookieFetch();
    await createClient({ baseUrl: api.url, fetch: jar }).login({ body: credentials });
    let failures = 1;
    const flaky: typeof fetch = async (input, init) => {
      failures -= 1;
      if (failures >= 0) throw new TypeError('fetch failed');
      return jar(input, init);
    };
    const unlucky = createClient({ baseUrl: api.url, fetch: flaky });
    expect((await refusal(unlucky.postVideos())).code).toBe('unavailable');
    expect(await unlucky.postVideos()).toMatchObject({ queued: 1 });
  });

  it('escapes what it puts into a path', async () => {
    await client.login({ body: credentials });
    expect(await client.endSession({ params: { sessionId: 'a/b c' } })).toEqual({ ok: true });
  });

  it('throws what the server says', async () => {
    const unknown = await refusal(client.listVideos());
    expect(unknown).toMatchObject({ code: 'unauthenticated', status: 401, requestId: 'request-7', details: [] });
    const wrong = await refusal(client.register({ body: { email: 'no', password: 'short' } }));
    expect(wrong.code).toBe('invalid_input');
    expect(wrong.details).toEqual([
      { path: 'email', message: 'Not a valid e-mail address.' },
      { path: 'password', message: 'At least 8 characters.' },
    ]);
  });

  it('stops when its caller gives up', async () => {
    const signal = AbortSignal.abort();
    await expect(client.listVideos({}, { signal })).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('keeps the types of the contract', async () => {
    await client.login({ body: credentials });
    const videos = await client.listVideos();
    const name: string | undefined = videos[0]?.filename;
    expect(name).toBeDefined();
    // @ts-expect-error the body is missing
    expect((await refusal(client.login())).code).toBe('invalid_input');
    // @ts-expect-error redirects are for the browser
    expect(client.finishConnection).toBeDefined();
  });
});

describe('the client without Hopper at the other side', () => {
  let status = 429;
  let body = '{"message":"Too Many Requests"}';
  const gateway = createServer((_request, response) => response.writeHead(status).end(body));
  let url = '';

  beforeAll(async () => {
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    gateway.closeAllConnections();
    gateway.close();
  });

  it.each([
    [429, '{"message":"Too Many Requests"}', 'too_many_requests'],
    [413, '', 'too_large'],
    [504, '<html>Gateway Timeout</html>', 'unavailable'],
    [200, '<html>Captive portal</html>', 'unavailable'],
    [400, '{"error":"text"}', 'unavailable'],
    [400, 'null', 'unavailable'],
  ])('understands %i %s as %s', async (nextStatus, nextBody, code) => {
    status = nextStatus;
    body = nextBody;
    const error = await refusal(createClient({ baseUrl: url }).listVideos());
    expect(error).toMatchObject({ code, status: nextStatus, requestId: '' });
  });

  it('says that nobody answered', async () => {
    const closed = createClient({ baseUrl: 'http://127.0.0.1:1' });
    const error = await refusal(closed.postVideos());
    expect(error).toMatchObject({ code: 'unavailable', status: 0 });
    expect((await refusal(closed.postVideos())).code).toBe('unavailable');
  });
});
