import { createHash } from 'node:crypto';
import { brotliDecompressSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Context } from 'aws-lambda';
import { contract } from '../../shared/contract/contract.ts';
import { buildOpenApi } from '../../shared/contract/openapi.ts';
import type { HttpAnswer } from '../../shared/http/http-event.ts';
import type { AreaHandler } from '../../shared/http/serve-area.ts';
import { silenceLogs } from '../support/silence-logs.ts';
import { buildEvent, origin } from './support/build-event.ts';
import { expectError, expectSafeHeaders } from './support/expect-answer.ts';

let handler: AreaHandler;

beforeAll(async () => {
  process.env.APP_ORIGIN = origin;
  silenceLogs();
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

  it('compresses what is large, with all other headers as they are', async () => {
    const call = async (encoding: string) =>
      (await handler(
        buildEvent(contract.openapi, { headers: { 'accept-encoding': encoding } }),
        {} as Context,
      )) as HttpAnswer;
    const [plain, compressed] = [await call('identity'), await call('br')];
    expect(compressed.headers).toEqual({ ...plain.headers, 'content-encoding': 'br' });
    expect(compressed.isBase64Encoded).toBe(true);
    expect(brotliDecompressSync(Buffer.from(compressed.body, 'base64')).toString()).toBe(plain.body);
    expectSafeHeaders(compressed, contract.openapi);
  });

  it('serves the API as a document', async () => {
    const answer = (await handler(buildEvent(contract.openapi), {} as Context)) as HttpAnswer;
    expect(JSON.parse(answer.body)).toEqual(JSON.parse(JSON.stringify(buildOpenApi())));
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'public, max-age=300',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'x-content-type-options': 'nosniff',
    });
  });

  it('serves the API as a page whose style alone may run', async () => {
    const answer = (await handler(buildEvent(contract.docs), {} as Context)) as HttpAnswer;
    const [, style = ''] = /<style>([\s\S]*)<\/style>/.exec(answer.body) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      'x-frame-options': 'DENY',
      'strict-transport-security': expect.stringContaining('max-age='),
    });
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
