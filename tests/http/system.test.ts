import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Context } from 'aws-lambda';
import { contract } from '../../shared/contract/contract.ts';
import type { HttpAnswer } from '../../shared/http/http-event.ts';
import type { AreaHandler } from '../../shared/http/serve-area.ts';
import { buildEvent, origin } from './support/build-event.ts';
import { expectError, expectSafeHeaders } from './support/expect-answer.ts';

let handler: AreaHandler;

beforeAll(async () => {
  process.env.APP_ORIGIN = origin;
  process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';
  ({ handler } = await import('../../functions/system/index.ts'));
});

/** A call that API Gateway found no route for. */
async function callDefault(method: string, path: string): Promise<HttpAnswer> {
  const event = buildEvent({ ...contract.health, path }, { method });
  return (await handler({ ...event, routeKey: '$default' }, {} as Context)) as HttpAnswer;
}

describe('the system area', () => {
  it('answers /health', async () => {
    const answer = (await handler(buildEvent(contract.health), {} as Context)) as HttpAnswer;
    expect({ status: answer.statusCode, body: JSON.parse(answer.body) }).toEqual({ status: 200, body: { ok: true } });
    expectSafeHeaders(answer);
  });

  it.each(['/', '/nope', '/api', '/api/', '/api/videos/', '/health/', '/api/videos/x/parts/y', '//', '/%00'])(
    'knows nothing at %s',
    async (path) => {
      expectError(await callDefault('GET', path), 'not_found');
      expectError(await callDefault('POST', path), 'not_found');
    },
  );

  it.each([
    ['POST', '/health', 'GET'],
    ['HEAD', '/health', 'GET'],
    ['OPTIONS', '/api/videos', 'GET, POST'],
    ['PUT', '/api/videos/01JABCDEFGHJKMNPQRSTVWXYZ0', 'DELETE, GET, PATCH'],
    ['GET', '/api/auth/login', 'POST'],
    ['DELETE', '/api/auth/me', 'GET'],
    ['TRACE', '/api/upload', 'POST'],
  ])('answers 405 to %s %s and allows %s', async (method, path, allow) => {
    const answer = await callDefault(method, path);
    expectError(answer, 'method_not_allowed');
    expect(answer.headers.allow).toBe(allow);
  });
});
