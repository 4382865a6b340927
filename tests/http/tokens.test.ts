import { describe, expect, it } from '@jest/globals';
import { allRoutes, contract } from '../../shared/contract/contract.ts';
import type { RouteSpec } from '../../shared/contract/route.ts';
import { Scope, scopeOf } from '../../shared/contract/scopes.ts';
import type { CallContext } from '../../shared/http/endpoint.ts';
import { readBearer } from '../../shared/http/read-bearer.ts';
import { buildEvent, signedIn, tokenCaller } from './support/build-event.ts';
import { expectError } from './support/expect-answer.ts';
import { sampleResult, serveContract } from './support/serve-contract.ts';

const names = (routes: readonly RouteSpec[]) => routes.map((route): [string, RouteSpec] => [route.id, route]);
const open = allRoutes.filter(scopeOf);
const closed = allRoutes.filter((route) => route.access !== 'public' && !scopeOf(route));
/** As a program calls: no cookie, no CSRF token, no word of a browser. */
const bare = {
  cookies: [],
  headers: { 'x-csrf-token': undefined, origin: undefined, 'sec-fetch-site': undefined },
};
const served = serveContract();

describe.each(names(open))('%s with an API token', (_, route) => {
  const scope = scopeOf(route) as Scope;

  it('takes the one scope it needs', async () => {
    const answer = await served.call(route, buildEvent(route, { ...bare, authorizer: tokenCaller(scope) }));
    expect(answer.statusCode).toBe(route.status);
  });

  it('is refused with every other scope, which the answer names', async () => {
    const others = Scope.options.filter((other) => other !== scope);
    const answer = await served.call(route, buildEvent(route, { ...bare, authorizer: tokenCaller(...others) }));
    expect(expectError(answer, 'insufficient_scope').message).toBe(`This API token lacks the scope ${scope}.`);
    expect(answer.headers['www-authenticate']).toBe(`Bearer error="insufficient_scope", scope="${scope}"`);
  });

  it('is refused when the token is not good', async () => {
    const answer = await served.call(route, buildEvent(route, { ...bare, authorizer: { state: 'bad-token' } }));
    expectError(answer, 'invalid_token');
    expect(answer.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
  });
});

describe.each(names(closed))('%s is for browsers', (_, route) => {
  it('takes no token, whatever its scopes', async () => {
    const event = buildEvent(route, { ...bare, authorizer: tokenCaller(...Scope.options) });
    expectError(await served.call(route, event), 'forbidden_scope');
  });
});

describe('the contract', () => {
  it('closes the whole auth area and what needs a browser', () => {
    const closedIds = closed.map(({ id }) => id);
    const auth = allRoutes.filter(({ area, access }) => area === 'auth' && access !== 'public').map(({ id }) => id);
    expect(closedIds).toEqual(expect.arrayContaining([...auth, 'startConnection', 'finishConnection']));
  });

  it('asks to read for GET and to write for everything else', () => {
    for (const route of open) {
      // Drive sessions live in an area of their own for the sake of the network alone.
      const matter = route.area === 'session' ? 'drive' : route.area;
      expect(scopeOf(route)).toBe(`${matter}:${route.method === 'GET' ? 'read' : 'write'}`);
    }
  });
});

describe('a program', () => {
  const watch = async (change: Parameters<typeof buildEvent>[1]) => {
    const seen: CallContext[] = [];
    const watched = serveContract((route) => async (_input, context) => {
      seen.push(context);
      return sampleResult(route);
    });
    const answer = await watched.call(contract.postVideos, buildEvent(contract.postVideos, change));
    return { answer, context: seen[0] };
  };

  it('is told apart from a session, and the cookie beside it means nothing', async () => {
    const { context } = await watch({ authorizer: tokenCaller('videos:write') });
    expect(context).toMatchObject({ caller: { userId: 'user-1', tokenId: 'token-1' } });
    expect(context).not.toHaveProperty('sessionToken');
    expect(context?.caller).not.toHaveProperty('sessionId');
  });

  it('may run on a page of another site, which has no other power', async () => {
    const headers = { ...bare.headers, origin: 'https://tools.example', 'sec-fetch-site': 'cross-site' };
    const { answer } = await watch({ ...bare, headers, authorizer: tokenCaller('videos:write') });
    expect(answer.statusCode).toBe(202);
  });

  it('does not open this door for a session: the header alone is nothing', async () => {
    const headers = { authorization: 'Bearer hop_whatever', 'sec-fetch-site': 'cross-site', 'x-csrf-token': undefined };
    expectError((await watch({ headers, authorizer: signedIn })).answer, 'cross_origin');
    const sameSite = { authorization: 'Bearer hop_whatever', 'x-csrf-token': undefined };
    expectError((await watch({ headers: sameSite, authorizer: signedIn })).answer, 'csrf');
  });

  it.each([
    ['no scopes', { ...tokenCaller(), scopes: undefined }],
    ['scopes that are no list', { ...tokenCaller(), scopes: 'videos:write' }],
    ['no user', { ...tokenCaller('videos:write'), userId: '' }],
  ])('is nobody when the authorizer tells of it with %s', async (_case, authorizer) => {
    expectError((await watch({ ...bare, authorizer })).answer, 'unavailable');
  });
});

describe('the Authorization header', () => {
  it.each([
    ['Bearer abc', 'abc'],
    ['bearer   abc', 'abc'],
    ['BEARER', ''],
    ['Bearer ', ''],
    ['Bearer a b', 'a b'],
    ['Basic abc', undefined],
    ['Bearerabc', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%j carries %j', (authorization, token) => {
    expect(readBearer({ authorization })).toBe(token);
  });

  it('may be missing with all the others', () => {
    expect(readBearer(undefined)).toBeUndefined();
  });
});

describe('401', () => {
  it('says how to come in', async () => {
    const answer = await served.call(contract.listVideos, buildEvent(contract.listVideos, { cookies: [] }));
    expectError(answer, 'unauthenticated');
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  });
});
