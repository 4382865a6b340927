import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from '@jest/globals';
import { InvokeError } from '../../local/cloud/lambda/lambda-service.ts';
import { startApiBench } from './support/api-bench.ts';

let bench: Awaited<ReturnType<typeof startApiBench>> | undefined;
afterEach(() => bench?.close());

const start = async (...args: Parameters<typeof startApiBench>) => {
  bench = await startApiBench(...args);
  return bench;
};
const echo = (event: Record<string, unknown>) => ({ statusCode: 200, body: JSON.stringify(event) });

/** Sends bytes as they are: fetch would tidy up paths and headers. */
async function sendRaw(url: string, head: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write(`${head}\r\nConnection: close\r\n\r\n`);
  return text(socket);
}

describe('an event', () => {
  it('has the fields of payload format 2.0', async () => {
    const { url, events } = await start({ 'POST /things/{id}': 'echo' }, { echo });
    const response = await fetch(`${url}/things/a%20b?x=1&x=2&y=%C3%A4+b&z`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: 'a=1; b=2', 'x-multi': 'one', 'user-agent': 'test' },
      body: '{"ü":1}',
    });
    expect(response.status).toBe(200);
    const { host } = new URL(url);
    expect(events).toEqual([
      {
        version: '2.0',
        routeKey: 'POST /things/{id}',
        rawPath: '/things/a b',
        rawQueryString: 'x=1&x=2&y=%C3%A4+b&z',
        cookies: ['a=1', 'b=2'],
        headers: expect.objectContaining({
          'content-type': 'application/json',
          'x-multi': 'one',
          host,
          'x-forwarded-for': '127.0.0.1',
          'x-forwarded-proto': 'http',
          'x-forwarded-port': new URL(url).port,
        }),
        queryStringParameters: { x: '1,2', y: 'ä b', z: '' },
        pathParameters: { id: 'a b' },
        requestContext: {
          accountId: '000000000000',
          apiId: 'api123',
          domainName: host,
          domainPrefix: '127',
          http: { method: 'POST', path: '/things/a b', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
          requestId: response.headers.get('apigw-requestid'),
          routeKey: 'POST /things/{id}',
          stage: '$default',
          time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
          timeEpoch: expect.any(Number),
        },
        body: '{"ü":1}',
        isBase64Encoded: false,
      },
    ]);
    expect(events[0]?.headers).not.toHaveProperty('cookie');
  });

  it('leaves out what a request does not have', async () => {
    const { url, events } = await start({ $default: 'echo' }, { echo });
    await fetch(url);
    for (const name of ['cookies', 'queryStringParameters', 'pathParameters', 'body']) {
      expect(events[0]).not.toHaveProperty(name);
    }
    expect(events[0]).toMatchObject({ rawQueryString: '', rawPath: '/', routeKey: '$default' });
  });

  it('joins headers that come several times, whatever their case, and collects the cookies of all', async () => {
    const { url, events } = await start({ $default: 'echo' }, { echo });
    await sendRaw(url, 'GET / HTTP/1.1\r\nHost: x\r\nX-Tag: a\r\nx-tag: b\r\nCookie: one=1\r\nCookie: two=2;three=3');
    expect(events[0]).toMatchObject({ headers: { 'x-tag': 'a,b' }, cookies: ['one=1', 'two=2', 'three=3'] });
  });

  it('keeps a path that cannot be decoded as it came', async () => {
    const { url, events } = await start({ 'GET /{name}': 'echo' }, { echo });
    await fetch(`${url}/%E0%A4`);
    expect(events[0]).toMatchObject({ rawPath: '/%E0%A4', pathParameters: { name: '%E0%A4' } });
  });

  it.each([
    ['text/plain', false],
    ['application/json; charset=utf-8', false],
    ['application/xml', false],
    ['application/javascript', false],
    ['application/x-www-form-urlencoded', true],
    ['application/problem+json', true],
    ['video/mp4', true],
    ['', true],
  ])('of type "%s" has a body in base64: %s', async (type, isBase64Encoded) => {
    const { url, events } = await start({ $default: 'echo' }, { echo });
    await fetch(url, { method: 'POST', headers: { 'content-type': type }, body: Buffer.from('bytes') });
    expect(events[0]).toMatchObject({ body: isBase64Encoded ? 'Ynl0ZXM=' : 'bytes', isBase64Encoded });
  });
});

describe('routes', () => {
  const functions = { echo: ({ routeKey }: Record<string, unknown>) => ({ statusCode: 200, body: String(routeKey) }) };
  const keys = [
    ...['GET /pets/dog/1', 'GET /pets/dog/{id}', 'GET /pets/{proxy+}', 'ANY /{proxy+}', 'ANY /pets/cat'],
    ...['POST /pets/cat', 'GET /a/{x}/c', 'GET /a/b/{y}', 'GET /', '$default'],
  ];
  const routes = Object.fromEntries(keys.map((key) => [key, 'echo']));
  it.each([
    ['GET', '/pets/dog/1', 'GET /pets/dog/1'],
    ['GET', '/pets/dog/2', 'GET /pets/dog/{id}'],
    ['GET', '/pets/cat/3', 'GET /pets/{proxy+}'],
    ['GET', '/pets/cat', 'ANY /pets/cat'],
    ['POST', '/pets/cat', 'POST /pets/cat'],
    ['POST', '/test/5', 'ANY /{proxy+}'],
    ['GET', '/a/b/c', 'GET /a/b/{y}'],
    ['GET', '/a/z/c', 'GET /a/{x}/c'],
    ['GET', '/', 'GET /'],
    ['DELETE', '/', '$default'],
    ['GET', '/pets/dog/', 'GET /pets/{proxy+}'],
    ['HEAD', '/pets/dog/1', 'ANY /{proxy+}'],
    ['OPTIONS', '/pets/dog/1', 'ANY /{proxy+}'],
  ])('%s %s goes to %s', async (method, path, expected) => {
    const { url, events } = await start(routes, functions);
    await fetch(`${url}${path}`, { method });
    expect(events[0]?.routeKey).toBe(expected);
  });

  it('that do not exist are answered by API Gateway itself', async () => {
    const { url, events } = await start({ 'GET /here': 'echo' }, functions);
    for (const [method, path] of [
      ['GET', '/there'],
      ['HEAD', '/here'],
      ['OPTIONS', '/here'],
      ['POST', '/here'],
    ]) {
      const response = await fetch(`${url}${path}`, { method });
      expect(response.status).toBe(404);
      expect(await response.text()).toBe(method === 'HEAD' ? '' : '{"message":"Not Found"}');
    }
    expect(events).toEqual([]);
  });
});

describe('a response', () => {
  const answer = async (value: unknown, init?: RequestInit) => {
    const { url } = await start({ $default: 'fn' }, { fn: () => value });
    return fetch(url, init);
  };

  it('with a statusCode is taken as it is; every cookie becomes a header of its own', async () => {
    const response = await answer({
      statusCode: 201,
      headers: { 'Content-Type': 'text/css', 'X-Number': 7, 'Content-Length': '999', Connection: 'upgrade' },
      cookies: ['a=1; HttpOnly', 'b=2'],
      body: 'grün',
    });
    expect(response.status).toBe(201);
    expect(response.headers.get('content-type')).toBe('text/css');
    expect(response.headers.get('x-number')).toBe('7');
    expect(response.headers.getSetCookie()).toEqual(['a=1; HttpOnly', 'b=2']);
    expect(await response.text()).toBe('grün');
  });

  it('in base64 is sent as bytes', async () => {
    const response = await answer({ statusCode: 200, isBase64Encoded: true, body: 'AP8=' });
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 255]);
  });

  it.each<[string, unknown, string, string]>([
    ['an object', { hello: 1 }, '{"hello":1}', 'application/json'],
    ['a string', 'plain words', 'plain words', 'application/json'],
    ['a list', [1], '[1]', 'application/json'],
    ['null', null, 'null', 'application/json'],
    ['a statusCode without a type', { statusCode: 200, body: 'x' }, 'x', 'text/plain; charset=utf-8'],
    ['a statusCode in a string', { statusCode: '200', body: 'x' }, 'x', 'text/plain; charset=utf-8'],
  ])('that is %s gets the body and type that API Gateway infers', async (_name, value, body, type) => {
    const response = await answer(value);
    expect([response.status, await response.text(), response.headers.get('content-type')]).toEqual([200, body, type]);
  });

  it.each<[string, unknown]>([
    ['a statusCode that is none', { statusCode: 'OK' }],
    ['a body that is no string', { statusCode: 200, body: { a: 1 } }],
    ['a header that is a list', { statusCode: 200, headers: { a: ['b'] } }],
    ['cookies that are no list', { statusCode: 200, cookies: 'a=1' }],
  ])('with %s is an internal error', async (_name, value) => {
    const response = await answer(value);
    expect([response.status, await response.json()]).toEqual([500, { message: 'Internal Server Error' }]);
  });

  it('to HEAD, and with status 204 or 304, has no body', async () => {
    const head = await answer({ statusCode: 200, body: 'twelve bytes' }, { method: 'HEAD' });
    expect([head.headers.get('content-length'), await head.text()]).toEqual(['12', '']);
    await bench?.close();
    const empty = await answer({ statusCode: 204, body: 'x' });
    expect([empty.status, empty.headers.get('content-length'), await empty.text()]).toEqual([204, null, '']);
  });
});

describe('an authorizer', () => {
  const route = { 'GET /me': { integration: 'echo', authorizer: 'guard' } };
  const ask = async (guard: () => unknown, identitySource: string[] = [], headers: Record<string, string> = {}) => {
    const { url, events } = await start(route, { echo, guard }, { identitySource });
    const response = await fetch(`${url}/me`, { headers });
    return { status: response.status, body: await response.json(), events };
  };

  it('that allows hands its context to the function', async () => {
    const context = { userId: 'u1', admin: true, level: 3 };
    const { status, events } = await ask(() => ({ isAuthorized: true, context }));
    expect(status).toBe(200);
    expect(events[0]).toMatchObject({
      type: 'REQUEST',
      routeArn: 'arn:aws:execute-api:us-east-1:000000000000:api123/$default/GET /me',
      routeKey: 'GET /me',
      version: '2.0',
    });
    expect(events[0]).not.toHaveProperty('requestContext.authorizer');
    expect(events[1]).toHaveProperty('requestContext.authorizer', { lambda: context });
  });

  it('without a context leaves an empty one', async () => {
    const { events } = await ask(() => ({ isAuthorized: true }));
    expect(events[1]).toHaveProperty('requestContext.authorizer', { lambda: {} });
  });

  it('that denies is a 403, and the function is not asked', async () => {
    const { status, body, events } = await ask(() => ({ isAuthorized: false }));
    expect([status, body, events.length]).toEqual([403, { message: 'Forbidden' }, 1]);
  });

  it.each<[string, () => unknown]>([
    ['throws', () => Promise.reject(new Error('no'))],
    ['answers nonsense', () => ({ principalId: 'u1' })],
    ['answers nothing', () => undefined],
  ])('that %s is a 500', async (_name, guard) => {
    const { status, body, events } = await ask(guard);
    expect([status, body, events.length]).toEqual([500, { message: 'Internal Server Error' }, 1]);
  });

  it('with an identity source is only asked when the request has it', async () => {
    const source = ['$request.header.X-Token'];
    const without = await ask(() => ({ isAuthorized: true }), source);
    expect([without.status, without.body, without.events.length]).toEqual([401, { message: 'Unauthorized' }, 0]);
    await bench?.close();
    expect(await ask(() => ({ isAuthorized: true }), source, { 'x-token': 't' })).toMatchObject({ status: 200 });
  });
});

describe('limits', () => {
  it('of a request body: 10 MiB, also when its length is not announced', async () => {
    const { url, events } = await start({ $default: 'fn' }, { fn: () => ({ statusCode: 200 }) });
    const send = (bytes: number) => fetch(url, { method: 'POST', body: Buffer.alloc(bytes) });
    expect((await send(10 * 1024 * 1024)).status).toBe(200);
    const tooLarge = await send(10 * 1024 * 1024 + 1);
    expect([tooLarge.status, await tooLarge.json()]).toEqual([413, { message: 'Request Entity Too Large' }]);
    expect(events).toHaveLength(1);
  });

  it('of an event: what Lambda does not take is a 413', async () => {
    const refuse = () => Promise.reject(new InvokeError('RequestTooLargeException', 'too large'));
    const { url } = await start({ $default: 'fn' }, { fn: refuse });
    const response = await fetch(url);
    expect([response.status, await response.json()]).toEqual([413, { message: 'Request Entity Too Large' }]);
  });

  it('of time: a function that takes longer is a 503', async () => {
    const never = (_event: unknown, signal: AbortSignal) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    const { url } = await start({ $default: 'fn' }, { fn: never }, { timeoutMs: 50 });
    const response = await fetch(url);
    expect([response.status, await response.json()]).toEqual([503, { message: 'Service Unavailable' }]);
  });

  it('of a stage: more requests than the burst are a 429', async () => {
    const { url } = await start({ $default: 'fn' }, { fn: () => null }, { throttle: { rate: 0.001, burst: 2 } });
    const statuses = [];
    for (let index = 0; index < 3; index += 1) statuses.push((await fetch(url)).status);
    expect(statuses).toEqual([200, 200, 429]);
  });

  it('of a function: one that fails is a 500 without a word of why', async () => {
    const { url } = await start({ $default: 'fn' }, { fn: () => Promise.reject(new Error('secret')) });
    const response = await fetch(url);
    expect([response.status, await response.json()]).toEqual([500, { message: 'Internal Server Error' }]);
  });
});
