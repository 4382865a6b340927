import { describe, expect, it } from '@jest/globals';
import { allRoutes, contract } from '../../shared/contract/contract.ts';
import { HopperError } from '../../shared/domain/hopper-error.ts';
import { buildEvent, sessionToken, tokenCaller } from './support/build-event.ts';
import { serveContract } from './support/serve-contract.ts';

describe('the request log', () => {
  it.each(allRoutes.map((route): [string, (typeof allRoutes)[number]] => [route.id, route]))(
    'has one line for %s, without anything that was sent',
    async (_, route) => {
      const served = serveContract();
      const event = buildEvent(route, {
        headers: { authorization: 'Bearer top-secret', 'user-agent': 'top-secret' },
        // Routes that take queries refuse this one, which is logged too, only otherwise.
        ...(!route.query && !route.queryAsBody && { rawQueryString: 'state=top-secret&code=top-secret' }),
      });
      await served.call(route, event);
      expect(served.log).toEqual([
        {
          level: 'info',
          route: route.id,
          status: route.status,
          durationMs: 0,
          requestId: 'request-1',
          correlationId: 'request-1',
          ...(route.access === 'public' ? {} : { userId: 'user-1', sessionId: 'session-1' }),
        },
      ]);
      const text = JSON.stringify(served.log);
      const sent = ['top-secret', sessionToken, event.body, event.rawQueryString].filter(Boolean);
      for (const secret of sent) expect(text).not.toContain(secret);
    },
  );

  it('names the API token of a program, and no session', async () => {
    const served = serveContract();
    const event = buildEvent(contract.listVideos, { authorizer: tokenCaller('videos:read') });
    await served.call(contract.listVideos, event);
    expect(served.log).toMatchObject([{ status: 200, userId: 'user-1', tokenId: 'token-1' }]);
    expect(served.log[0]).not.toHaveProperty('sessionId');
  });

  it('names the code of a refusal at the level of news, not of alarm', async () => {
    const served = serveContract();
    await served.call(contract.listVideos, buildEvent(contract.listVideos, { authorizer: { state: 'anonymous' } }));
    expect(served.log).toMatchObject([{ level: 'info', route: 'listVideos', status: 401, code: 'unauthenticated' }]);
  });

  it('keeps stack and causes of a failure, but no other property of an error', async () => {
    const request = { headers: { authorization: 'Bearer top-secret' } };
    const cause = Object.assign(new Error('socket closed'), { request });
    const served = serveContract(() => async () => {
      throw new HopperError('platform_error', undefined, { cause });
    });
    await served.call(contract.startConnection, buildEvent(contract.startConnection));
    expect(served.log).toMatchObject([
      {
        level: 'error',
        status: 502,
        code: 'platform_error',
        error: { name: 'HopperError', stack: expect.any(String), cause: { message: 'socket closed' } },
      },
    ]);
    expect(JSON.stringify(served.log)).not.toContain('top-secret');
  });

  it('ends a chain of causes that bites its tail', async () => {
    const error = new Error('round');
    error.cause = error;
    const served = serveContract(() => async () => {
      throw error;
    });
    await served.call(contract.listVideos, buildEvent(contract.listVideos));
    expect(served.log).toHaveLength(1);
  });
});
