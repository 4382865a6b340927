import { describe, expect, it } from '@jest/globals';
import { allRoutes } from '../../shared/contract/contract.ts';
import type { RouteSpec } from '../../shared/contract/route.ts';
import { csrfTokenFor } from '../../shared/http/csrf-token.ts';
import { anonymous, buildEvent, sessionToken, signedIn } from './support/build-event.ts';
import { expectError, expectSafeHeaders } from './support/expect-answer.ts';
import { jsonOf, sampleOf } from './support/schema-samples.ts';
import { serveContract } from './support/serve-contract.ts';

/** Made from the contract: a route is covered as soon as it is declared. */
const served = serveContract();
/** Where a form is allowed no body is read, and whoever has the link may come from anywhere. */
const changing = allRoutes.filter((route) => route.method !== 'GET' && !route.formAllowed);
/** Where a program calls: whoever is sent back by a platform is a person, who is answered with the page. */
const json = allRoutes.filter((route) => route.status !== 302);
const names = (routes: readonly RouteSpec[]) => routes.map((route): [string, RouteSpec] => [route.id, route]);

describe.each(names(allRoutes))('%s', (_, route) => {
  it('answers a good call with its declared status and the security headers', async () => {
    const answer = await served.call(route, buildEvent(route));
    expect(answer.statusCode).toBe(route.status);
    expectSafeHeaders(answer, route);
  });

  it('keeps what was thrown to itself', async () => {
    const broken = serveContract(() => async () => {
      throw new TypeError('password=hunter2 at 10.0.0.7');
    });
    const answer = await broken.call(route, buildEvent(route));
    expectError(answer, 'internal');
    expect(JSON.stringify(answer)).not.toMatch(/hunter2|10\.0\.0\.7|TypeError|\.ts/);
  });
});

describe.each(names(allRoutes.filter((route) => route.access === 'session')))('%s wants a session', (_, route) => {
  it('refuses an anonymous caller', async () => {
    expectError(await served.call(route, buildEvent(route, { authorizer: anonymous })), 'unauthenticated');
  });

  it('refuses a session without its cookie', async () => {
    expectError(await served.call(route, buildEvent(route, { cookies: [] })), 'unauthenticated');
  });

  it('refuses the cookie name that a subdomain could plant', async () => {
    const cookies = [`hopper_session=${sessionToken}`];
    expectError(await served.call(route, buildEvent(route, { cookies })), 'unauthenticated');
  });
});

describe.each(names(allRoutes.filter((route) => route.access !== 'public')))('%s asks the authorizer', (_, route) => {
  it.each([
    ['it cannot tell', { state: 'unavailable' }],
    ['it says nothing', undefined],
    ['it says nonsense', { state: 'signed-in', userId: 7 }],
  ])('answers 503 when %s', async (_case, authorizer) => {
    expectError(await served.call(route, buildEvent(route, { authorizer })), 'unavailable');
  });
});

describe.each(names(allRoutes.filter((route) => route.access === 'public')))('%s is public', (_, route) => {
  it('knows no caller, whatever stands in the cookie or comes from an authorizer', async () => {
    const callers: unknown[] = [];
    const watched = serveContract(() => async (_input, context) => {
      callers.push(context.caller);
      throw new Error('enough');
    });
    await watched.call(route, buildEvent(route));
    await watched.call(route, buildEvent(route, { authorizer: signedIn }));
    expect(callers).toEqual([undefined, undefined]);
  });
});

describe.each(names(changing))('%s changes something', (_, route) => {
  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a sibling subdomain', { 'sec-fetch-site': 'same-site' }],
    ['an old browser on another site', { 'sec-fetch-site': undefined, origin: 'https://evil.example' }],
    ['a sandboxed frame', { 'sec-fetch-site': undefined, origin: 'null' }],
    ['our host with plain http', { 'sec-fetch-site': undefined, origin: 'http://hopper.example' }],
  ])('refuses %s', async (_case, headers) => {
    expectError(await served.call(route, buildEvent(route, { headers })), 'cross_origin');
  });

  it.each([
    ['a program that sends neither', { 'sec-fetch-site': undefined, origin: undefined }],
    ['an old browser on our page', { 'sec-fetch-site': undefined }],
    ['the address bar', { 'sec-fetch-site': 'none', origin: undefined }],
  ])('takes %s', async (_case, headers) => {
    expect((await served.call(route, buildEvent(route, { headers }))).statusCode).toBe(route.status);
  });

  it.each([
    ['text', 'not json', {}],
    ['half an object', '{"a":', {}],
    ['bytes that are no text', Buffer.from('{"a":"\xff"}', 'latin1').toString('base64'), { isBase64Encoded: true }],
    ['a deep nest', '['.repeat(200_000), {}],
  ])('refuses malformed JSON: %s', async (_case, body, change) => {
    expectError(await served.call(route, buildEvent(route, { body, ...change })), 'bad_request');
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    undefined,
  ])('refuses content type %s', async (type) => {
    const event = buildEvent(route, { body: '{}', headers: { 'content-type': type } });
    expectError(await served.call(route, event), 'unsupported_media_type');
  });

  it.each([
    ['as text', false],
    ['in base64', true],
  ])('refuses more than 1 MiB %s', async (_case, isBase64Encoded) => {
    const text = JSON.stringify({ filler: 'é'.repeat(512 * 1024) });
    const body = isBase64Encoded ? Buffer.from(text).toString('base64') : text;
    expectError(await served.call(route, buildEvent(route, { body, isBase64Encoded })), 'too_large');
  });

  it('refuses unknown fields and names them', async () => {
    const good = route.body ? (sampleOf(route.body) as object) : {};
    const body = JSON.stringify({ ...good, is_admin: true });
    const { details } = expectError(await served.call(route, buildEvent(route, { body })), 'invalid_input');
    expect(details).toContainEqual({ path: 'is_admin', message: 'Unknown field.' });
  });

  it('is not poisoned by prototype keys', async () => {
    const body = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
    const answer = await served.call(route, buildEvent(route, { body }));
    expectError(answer, 'invalid_input');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe.each(names(changing.filter((route) => route.access !== 'public')))('%s wants the CSRF token', (_, route) => {
  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['of another session', csrfTokenFor('another')],
    ['the session token itself', sessionToken],
    ['almost right', `${csrfTokenFor(sessionToken).slice(0, -1)}!`],
  ])('refuses a token that is %s', async (_case, token) => {
    const event = buildEvent(route, { headers: { 'x-csrf-token': token } });
    const error = expectError(await served.call(route, event), 'csrf');
    expect(error.message).toBe('Invalid or missing CSRF token');
  });
});

const withBody = changing.filter((route) => route.body);
const withRequired = withBody.filter((route) => jsonOf(route.body as never).required);

describe.each(names(withRequired))('%s has required fields', (_, route) => {
  const good = sampleOf(route.body as never) as Record<string, unknown>;

  it.each(jsonOf(route.body as never).required ?? [])('misses %s', async (field) => {
    const { [field]: _gone, ...rest } = good;
    const answer = await served.call(route, buildEvent(route, { body: JSON.stringify(rest) }));
    const { details } = expectError(answer, 'invalid_input');
    expect(details?.map((problem) => problem.path)).toContain(field);
  });
});

describe.each(names(withBody))('%s checks its fields', (_, route) => {
  const json = jsonOf(route.body as never);
  const good = sampleOf(route.body as never) as Record<string, unknown>;

  it.each(Object.keys(json.properties ?? {}))('refuses an object as %s and does not repeat it', async (field) => {
    const body = JSON.stringify({ ...good, [field]: { secret: 'zebra' } });
    const answer = await served.call(route, buildEvent(route, { body }));
    const { details } = expectError(answer, 'invalid_input');
    expect(details?.every((problem) => problem.path.startsWith(field))).toBe(true);
    expect(answer.body).not.toContain('zebra');
  });

  const isOptional = route.body?.safeParse(undefined).success === true;
  it.each(['null', '[]', '"text"', '42', 'true', ...(isOptional ? [] : [''])])(
    'refuses %s as the whole body',
    async (body) => {
      expectError(await served.call(route, buildEvent(route, { body })), 'invalid_input');
    },
  );
});

describe.each(names(changing.filter((route) => !route.body)))('%s takes no body', (_, route) => {
  it.each([undefined, '', '{}'])('accepts %s', async (body) => {
    expect((await served.call(route, buildEvent(route, { body }))).statusCode).toBe(route.status);
  });
});

describe.each(names(allRoutes.filter((route) => route.params)))('%s has a path with parameters', (_, route) => {
  const json = jsonOf(route.params as never);

  it.each(Object.keys(json.properties ?? {}))('answers 404 when %s cannot exist', async (name) => {
    for (const value of ['', 'x'.repeat(500), '../../etc/passwd\0'.repeat(20)]) {
      const params = { ...(sampleOf(route.params as never) as Record<string, string>), [name]: value };
      expectError(await served.call(route, buildEvent(route, { params, authorizer: anonymous })), 'not_found');
    }
  });
});

describe.each(names(json.filter((route) => route.query)))('%s has a query', (_, route) => {
  const fields = Object.keys(jsonOf(route.query as never).properties ?? {});

  it.each(fields)('refuses a repeated or endless %s', async (field) => {
    for (const rawQueryString of [`${field}=a&${field}=b`, `${field}=${'a'.repeat(20_000)}`]) {
      const answer = await served.call(route, buildEvent(route, { rawQueryString }));
      const { details } = expectError(answer, 'invalid_input');
      expect(details?.map(({ path }) => path)).toContain(field);
    }
  });
});
