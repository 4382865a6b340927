import { describe, expect, it } from '@jest/globals';
import { allRoutes, contract } from '../../shared/contract/contract.ts';
import type { RouteSpec } from '../../shared/contract/route.ts';
import { HopperError } from '../../shared/domain/hopper-error.ts';
import type { HttpAnswer } from '../../shared/http/http-event.ts';
import { anonymous, buildEvent, sessionToken } from './support/build-event.ts';
import { expectError } from './support/expect-answer.ts';
import { jsonOf, sampleOf } from './support/schema-samples.ts';
import { type StubEndpoint, sampleResult, serveContract } from './support/serve-contract.ts';
import { withUndeclaredFields } from './support/with-undeclared-fields.ts';

const names = (routes: readonly RouteSpec[]) => routes.map((route): [string, RouteSpec] => [route.id, route]);

/** Calls a route whose endpoint is the given one. */
function callWith(route: RouteSpec, endpoint: StubEndpoint): Promise<HttpAnswer> {
  return serveContract(() => endpoint).call(route, buildEvent(route));
}

const withJson = allRoutes.filter((route) => route.status !== 302 && !route.raw);

describe.each(names(withJson))('%s', (_, route) => {
  it('answers exactly what the contract declares', async () => {
    const answer = await callWith(route, async () => sampleResult(route));
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(JSON.parse(answer.body)).toEqual(route.output.parse(sampleOf(route.output)));
  });

  it('never lets an undeclared field out', async () => {
    const leaking = withUndeclaredFields(jsonOf(route.output), sampleOf(route.output), {
      refresh_token: 'never-leaks',
    });
    const session = 'end';
    const wraps = route.setsSession ?? route.pages;
    const answer = await callWith(route, async () => (wraps ? { body: leaking, session } : leaking));
    expect(answer.statusCode).toBe(route.status);
    expect(answer.body).not.toContain('never-leaks');
  });

  it('answers 500 and logs the fields when the output is not what the contract declares', async () => {
    const wrong = serveContract(() => async () => (route.setsSession ? { body: 'secret', session: 'end' } : 'secret'));
    const answer = await wrong.call(route, buildEvent(route));
    expectError(answer, 'internal');
    expect(wrong.log).toMatchObject([{ level: 'error', route: route.id, status: 500, error: { name: 'ZodError' } }]);
    expect(JSON.stringify([answer, wrong.log])).not.toContain('secret');
  });
});

describe('redirects', () => {
  const route = contract.finishConnection;

  it('go to Location with no body', async () => {
    const answer = await callWith(route, async () => ({ location: 'https://hopper.example/?connected=youtube' }));
    expect(answer).toMatchObject({
      statusCode: 302,
      headers: { location: 'https://hopper.example/?connected=youtube' },
      body: '',
    });
  });

  it('refuse a location that would split the header', async () => {
    expectError(await callWith(route, async () => ({ location: '/\r\nset-cookie: a=b' })), 'internal');
  });
});

describe('declared headers', () => {
  it('repeat a field of the output', async () => {
    const answer = await callWith(contract.csrf, async () => ({ csrf_token: 'abc' }));
    expect(answer.headers['x-csrf-token']).toBe('abc');
  });
});

describe('the session cookie', () => {
  it('is set with every flag', async () => {
    const session = { token: 'bmV3', maxAgeSeconds: 600 };
    const answer = await callWith(contract.login, async () => ({ body: sampleOf(contract.login.output), session }));
    expect(answer.cookies).toEqual(['__Host-hopper_session=bmV3; Path=/; Max-Age=600; HttpOnly; SameSite=Lax; Secure']);
    expect(answer.body).not.toContain('bmV3');
  });

  it('is removed at the end of a session', async () => {
    const answer = await callWith(contract.logout, async () => ({ body: { message: 'Bye' }, session: 'end' }));
    expect(answer.cookies).toEqual(['__Host-hopper_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure']);
  });

  it('takes no token that could carry attributes', async () => {
    const session = { token: 'a; Domain=evil.example', maxAgeSeconds: 600 };
    expectError(await callWith(contract.logout, async () => ({ body: { message: 'Bye' }, session })), 'internal');
  });
});

describe('errors of endpoints', () => {
  it('become the envelope with their own text and fields', async () => {
    const details = [{ path: 'filename', message: 'Taken.' }];
    const answer = await callWith(contract.addVideo, async () => {
      throw new HopperError('duplicate_video', 'Duplicate video: a.mp4 is already in the queue', { details });
    });
    const error = expectError(answer, 'duplicate_video');
    expect(error).toMatchObject({ message: 'Duplicate video: a.mp4 is already in the queue', details });
  });

  it('fall back to the text of the table', async () => {
    const answer = await callWith(contract.getVideo, async () => {
      throw new HopperError('not_found', undefined, { cause: new Error('row 17') });
    });
    expect(expectError(answer, 'not_found').message).toBe('Not found.');
  });

  it.each([
    ['unavailable', undefined, '5'],
    ['unavailable', 12.2, '13'],
    ['too_many_requests', undefined, '30'],
    ['too_many_requests', 0, '1'],
    ['idempotency_in_progress', undefined, '1'],
    ['not_found', undefined, undefined],
    ['platform_error', undefined, undefined],
  ] as const)('say of %s (after %p s) when to come again', async (code, retryAfterSeconds, header) => {
    const answer = await callWith(contract.getVideo, async () => {
      throw new HopperError(code, undefined, retryAfterSeconds === undefined ? {} : { retryAfterSeconds });
    });
    expectError(answer, code);
    expect(answer.headers['retry-after']).toBe(header);
  });

  it.each(['text', undefined, null, 42, { code: 'not_found' }])('are internal when %p is thrown', async (thrown) => {
    const answer = await callWith(contract.getVideo, async () => {
      throw thrown;
    });
    expectError(answer, 'internal');
  });
});

describe('an endpoint', () => {
  it('receives the parsed input and who calls', async () => {
    const seen: unknown[] = [];
    const served = serveContract(() => async (input, context) => {
      seen.push({ input, context });
      return { body: sampleOf(contract.login.output), session: 'end' };
    });
    const body = JSON.stringify({ email: 'Ada@Example.org', password: 'correct horse' });
    await served.call(contract.login, buildEvent(contract.login, { body }));
    expect(seen).toEqual([
      {
        input: { params: undefined, query: undefined, body: { email: 'ada@example.org', password: 'correct horse' } },
        context: {
          requestId: 'request-1',
          sourceIp: '192.0.2.1',
          userAgent: 'jest',
          now: 1_700_000_000_000,
          sessionToken,
        },
      },
    ]);
  });

  it('is told of the caller on optional routes, and of nobody when anonymous', async () => {
    const callers: unknown[] = [];
    const served = serveContract(() => async (_input, context) => {
      callers.push(context.caller);
      return { user: null };
    });
    await served.call(contract.me, buildEvent(contract.me));
    await served.call(contract.me, buildEvent(contract.me, { authorizer: anonymous, cookies: [] }));
    expect(callers).toEqual([{ userId: 'user-1', sessionId: 'session-1' }, undefined]);
  });

  it('gets a body that came in base64', async () => {
    const seen: unknown[] = [];
    const served = serveContract(() => async (input) => {
      seen.push(input);
      return { body: sampleOf(contract.login.output), session: 'end' };
    });
    const text = JSON.stringify({ email: 'ada@example.org', password: 'pässwörd' });
    const event = buildEvent(contract.login, { body: Buffer.from(text).toString('base64'), isBase64Encoded: true });
    await served.call(contract.login, event);
    expect(seen).toMatchObject([{ body: { password: 'pässwörd' } }]);
  });

  it('that outlives the function is answered 503 in our words', async () => {
    const slow = serveContract(() => () => new Promise(() => {}), 260);
    expectError(await slow.call(contract.listVideos, buildEvent(contract.listVideos)), 'unavailable');
  });
});
