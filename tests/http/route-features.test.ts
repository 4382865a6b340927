import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { route } from '../../shared/contract/route.ts';
import { assertIfMatch, etagOfBody } from '../../shared/http/etag.ts';
import { buildEvent } from './support/build-event.ts';
import { expectError } from './support/expect-answer.ts';
import { type StubEndpoint, serveRoutes } from './support/serve-contract.ts';

const settings = route({
  id: 'setThings',
  method: 'POST',
  path: '/api/things',
  area: 'videos',
  access: 'session',
  summary: 'Things',
  body: z.strictObject({
    title: z.string().max(5).optional(),
    hidden: z.boolean().nullable().optional(),
    count: z.int().min(1).max(9).optional(),
    words: z.array(z.string()).optional(),
    kind: z.enum(['a', 'b']).optional(),
  }),
  queryAsBody: true,
  status: 200,
  output: z.object({ title: z.string(), note: z.string().optional() }),
  etag: 'body',
  ifMatch: true,
  headers: { 'x-note': 'note' },
});

const list = route({
  id: 'listThings',
  method: 'GET',
  path: '/api/things/{kind}',
  area: 'videos',
  access: 'session',
  summary: 'Things',
  params: z.strictObject({ kind: z.string() }),
  query: z.strictObject({ cursor: z.string().optional(), limit: z.string().optional() }),
  status: 200,
  output: z.array(z.string()),
  pages: true,
});

const versioned = route({ ...settings, id: 'versioned', output: z.object({ version: z.int() }), etag: 'version' });

/** Calls `settings` and answers what its endpoint received. */
async function receive(change: Parameters<typeof buildEvent>[1]) {
  const seen: { body?: unknown; ifMatch?: string | undefined } = {};
  const endpoint: StubEndpoint = async (input, context) => {
    Object.assign(seen, { body: Object(input).body, ifMatch: context.ifMatch });
    return { title: 'x' };
  };
  const answer = await serveRoutes([settings], () => endpoint).call(settings, buildEvent(settings, change));
  return { answer, ...seen };
}

describe('query parameters as a body', () => {
  it.each([
    ['title=5', { title: '5' }],
    ['title=true', { title: 'true' }],
    ['hidden=true', { hidden: true }],
    ['hidden=False', { hidden: false }],
    ['hidden=1', { hidden: true }],
    ['hidden=0', { hidden: false }],
    ['hidden=null', { hidden: null }],
    ['count=3', { count: 3 }],
    ['words=a&words=b', { words: ['a', 'b'] }],
    ['words=a', { words: ['a'] }],
    ['kind=b&count=1', { kind: 'b', count: 1 }],
    ['title=a%20b', { title: 'a b' }],
  ])('reads %s', async (rawQueryString, body) => {
    expect((await receive({ body: undefined, rawQueryString })).body).toEqual(body);
  });

  it('lets the body win, field by field', async () => {
    const { body } = await receive({ body: '{"title":"body"}', rawQueryString: 'title=query&count=2' });
    expect(body).toEqual({ title: 'body', count: 2 });
  });

  it.each([
    ['nonsense=1', 'nonsense', 'Unknown field.'],
    ['__proto__=1', '__proto__', 'Unknown field.'],
    ['count=99', 'count', /<=9/],
    ['count=1.5', 'count', /int/],
    ['count=', 'count', /number/],
    ['count=1&count=2', 'count', /number/],
    ['hidden=perhaps', 'hidden', /boolean/],
    ['title=endless', 'title', /<=5/],
    ['kind=c', 'kind', /"a"\|"b"/],
  ])('refuses %s', async (rawQueryString, path, message) => {
    const { details } = expectError((await receive({ body: undefined, rawQueryString })).answer, 'invalid_input');
    expect(details).toEqual([{ path, message: expect.stringMatching(message) }]);
  });

  it.each(['[]', '"text"', 'null'])('does not mend a body that is %s', async (body) => {
    expectError((await receive({ body, rawQueryString: 'count=1' })).answer, 'invalid_input');
  });
});

describe('entity tags', () => {
  it('are a hash of the body, the same for every order of the keys', async () => {
    const { answer } = await receive({ body: '{}' });
    expect(answer.headers.etag).toBe(`"${etagOfBody({ title: 'x' })}"`);
    expect(etagOfBody({ b: { d: [1, { f: 1, e: 2 }], c: 2 }, a: 1 })).toBe(
      etagOfBody({ a: 1, b: { c: 2, d: [1, { e: 2, f: 1 }] } }),
    );
    expect(etagOfBody({ a: 1 })).toMatch(/^[\w-]{16}$/);
    expect(etagOfBody({ a: [1, 2] })).not.toBe(etagOfBody({ a: [2, 1] }));
  });

  it('are the version where there is one', async () => {
    const served = serveRoutes([versioned], () => async () => ({ version: 7 }));
    const answer = await served.call(versioned, buildEvent(versioned, { body: '{}' }));
    expect(answer.headers.etag).toBe('"7"');
  });

  it.each([
    ['"7"', '7'],
    ['*', '*'],
    [' "abc-_=" ', 'abc-_='],
    [undefined, undefined],
  ])('come in as %s', async (header, ifMatch) => {
    expect((await receive({ body: '{}', headers: { 'if-match': header } })).ifMatch).toBe(ifMatch);
  });

  it.each(['7', '', '"7', '"a", "b"', '"a b"', '"ä"', `"${'x'.repeat(200)}"`])('are refused as %s', async (header) => {
    const { answer } = await receive({ body: '{}', headers: { 'if-match': header } });
    expect(expectError(answer, 'bad_request').message).toContain('If-Match');
  });

  it('never match when they are weak', async () => {
    expectError((await receive({ body: '{}', headers: { 'if-match': 'W/"7"' } })).answer, 'precondition_failed');
  });

  it('are compared by the endpoint', () => {
    expect(() => assertIfMatch('1', '2')).toThrow('precondition_failed');
    for (const known of [undefined, '*', '2']) expect(() => assertIfMatch(known, '2')).not.toThrow();
  });
});

describe('headers from the output', () => {
  it.each([
    [{ title: 'x', note: 'seen' }, 'seen'],
    [{ title: 'x' }, undefined],
  ])('of %j', async (output, header) => {
    const served = serveRoutes([settings], () => async () => output);
    const answer = await served.call(settings, buildEvent(settings, { body: '{}' }));
    expect(answer.headers['x-note']).toBe(header);
  });
});

describe('pages', () => {
  const page = async (result: unknown, rawQueryString: string, kind = 'a') => {
    const served = serveRoutes([list], () => async () => result);
    return served.call(list, buildEvent(list, { rawQueryString, params: { kind } }));
  };

  it('lead to the next one with everything else as it was', async () => {
    const answer = await page({ body: ['x'], nextCursor: 'b+/=' }, 'limit=2&cursor=old', 'a>;"\r\n b');
    expect(JSON.parse(answer.body)).toEqual(['x']);
    expect(answer.headers).toMatchObject({
      'x-next-cursor': 'b%2B%2F%3D',
      link: '</api/things/a%3E%3B%22%0D%0A%20b?limit=2&cursor=b%2B%2F%3D>; rel="next"',
    });
  });

  it('end without one', async () => {
    const { headers } = await page({ body: [] }, '');
    expect(headers).not.toHaveProperty('link');
    expect(headers).not.toHaveProperty('x-next-cursor');
  });

  it('are our bug when the endpoint answers the bare list', async () => {
    expectError(await page(['x'], ''), 'internal');
  });
});
