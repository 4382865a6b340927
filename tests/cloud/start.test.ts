import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { registerUser } from '../support/hopper-user.ts';
import { listDescendants, readCommand } from '../support/process-tree.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { waitUntil } from '../support/wait-until.ts';
import { runHopper } from './support/run-hopper.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
}, 120_000);
afterAll(() => stack.stop());

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${stack.url}${path}`, { headers });
const statusOf = async (path: string) => (await get(path)).status;
const sdkOptions = async (service: string) => {
  const { region, accessKeyId, secretAccessKey, services } = await stack.endpoints();
  return {
    endpoint: services[service] ?? '',
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
  };
};
const findProcess = (command: RegExp) => listDescendants(stack.pid()).find((pid) => command.test(readCommand(pid)));

describe('the running Hopper', () => {
  it('answers on every name of this machine', async () => {
    const { port } = new URL(stack.url);
    for (const host of ['localhost', '127.0.0.1', '[::1]']) {
      const response = await fetch(`http://${host}:${port}/health`);
      expect([host, response.status, await response.json()]).toEqual([host, 200, { ok: true }]);
    }
  });

  it('serves the page, also for places in it, and no file of anybody else', async () => {
    for (const path of ['/', '/some/place/in/the/page', '/some/place?with=query']) {
      const response = await get(path, { accept: 'text/html' });
      expect([path, response.status, response.headers.get('content-type')]).toEqual([
        path,
        200,
        'text/html; charset=utf-8',
      ]);
      expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
    }
    expect(await statusOf('/some/place')).toBe(404);
    expect(await statusOf('/no-such-file.js')).toBe(404);
    expect(await statusOf('/..%2f..%2fpackage.json')).toBe(404);
    expect(await statusOf('/%2e%2e/%2e%2e/hopper.json')).toBe(404);
    expect((await fetch(stack.url, { method: 'POST' })).status).toBe(405);
    const { headers } = await get('/');
    expect((await get('/', { 'if-none-match': headers.get('etag') ?? '' })).status).toBe(304);
  });

  it('serves the page as it is deployed, also where it was built by tests', async () => {
    const page = await (await get('/', { accept: 'text/html' })).text();
    const scripts = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, path = '']) => path);
    const texts = await Promise.all(scripts.map(async (path) => (await get(path)).text()));
    // React for development says its errors in words.
    const isProduction = texts.some((text) => text.includes('Minified React error'));
    const isDevelopment = texts.some((text) => text.includes('Each child in a list should have a unique'));
    expect({ isProduction, isDevelopment }).toEqual({ isProduction: true, isDevelopment: false });
  });

  it('answers an unknown route of the API in the envelope', async () => {
    const response = await get('/api/no/such/route');
    expect([response.status, await response.json()]).toEqual([
      404,
      { error: { code: 'not_found', message: expect.any(String), requestId: expect.any(String) } },
    ]);
  });

  it('keeps a second Hopper out of its data folder', async () => {
    const { code, output } = await runHopper({ HOPPER_DATA_DIR: stack.dataDir });
    expect(output).toBe(`Another Hopper (process ${stack.pid()}) uses the data folder ${stack.dataDir}.\n`);
    expect(code).toBe(1);
  });
});

describe('the console', () => {
  it('shows what there is, to people and to programs', async () => {
    expect(await stack.ledger()).toEqual([]);
    await statusOf('/health');
    expect(await stack.functions()).toContainEqual(
      // Its answer is here, its process may still be on the way to ask for more.
      expect.objectContaining({
        name: 'hopper-local-system',
        state: expect.stringMatching(/idle|busy/),
        invocations: expect.any(Number),
      }),
    );
    expect(await (await get('/_local/mail')).json()).toEqual([]);
    const page = await get('/_local/');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await page.text()).toContain('hopper-local-system');
    expect(await statusOf('/_local/nothing')).toBe(404);
  });

  it('answers nobody whose request was meant for another host or came from another page', async () => {
    const { port } = new URL(stack.url);
    for (const origin of ['https://evil.example', `http://evil.example:${port}`, 'null', 'http://localhost:1']) {
      expect([origin, (await get('/_local/endpoints', { origin })).status]).toEqual([origin, 403]);
    }
    expect((await get('/_local/endpoints', { origin: `http://localhost:${port}` })).status).toBe(200);
    for (const host of ['evil.example', `evil.example:${port}`, 'localhost', 'localhost:1']) {
      expect([host, await statusWithHost(host)]).toEqual([host, 403]);
    }
  });

  it('gives addresses and keys with which any client of AWS and Redis works', async () => {
    const sqs = new SQSClient(await sdkOptions('sqs'));
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'hopper-local-transfers' }));
    expect(QueueUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/000000000000\/hopper-local-transfers$/);
    sqs.destroy();
    const redis = new Redis((await stack.endpoints()).redis);
    expect(await redis.ping()).toBe('PONG');
    redis.disconnect();
  });

  it('sets faults of the local AWS, which strike as often as they say, and takes them back', async () => {
    const s3 = new S3Client({ ...(await sdkOptions('s3')), maxAttempts: 1 });
    const put = () =>
      s3.send(new PutObjectCommand({ Bucket: 'hopper-local-videos-000000000000-us-east-1', Key: 'x', Body: 'x' }));
    await stack.faults([{ service: 's3', operation: 'PutObject', kind: 'status', status: 503, step: 2 }]);
    await put();
    await expect(put()).rejects.toMatchObject({ $metadata: { httpStatusCode: 503 } });
    await put();
    const faults = await (await get('/_local/faults')).json();
    expect(faults).toMatchObject({ aws: { rules: [{ matched: 3, fired: 1 }] }, platforms: { rules: [] } });
    await fetch(`${stack.url}/_local/faults`, { method: 'DELETE' });
    expect(await (await get('/_local/faults')).json()).toMatchObject({ aws: { rules: [] } });
    s3.destroy();
  });

  it('sets faults of DynamoDB, which the functions meet at once and no longer once they are taken back', async () => {
    await registerUser(stack.url);
    await stack.faults([{ service: 'dynamodb', operation: '*', kind: 'status', status: 500, count: null }]);
    await expect(registerUser(stack.url)).rejects.toThrow();
    await stack.faults([]);
    await registerUser(stack.url);
  });

  it.each([
    ['no JSON', '{'],
    ['no rules', '{}'],
    ['a rule for nobody', '{"rules":[{"kind":"delay","ms":1}]}'],
    ['an unknown service', '{"rules":[{"service":"ec2","operation":"*","kind":"delay","ms":1}]}'],
    ['an unknown platform', '{"rules":[{"platform":"myspace","operation":"*","kind":"delay","ms":1}]}'],
    ['an unknown kind', '{"rules":[{"service":"s3","operation":"*","kind":"explode"}]}'],
  ])('refuses faults with %s', async (_name, body) => {
    expect((await fetch(`${stack.url}/_local/faults`, { method: 'POST', body })).status).toBe(400);
  });
});

describe('a part that is killed with -9', () => {
  it('a function: the next request gets a new one', async () => {
    await statusOf('/health');
    const before = (await stack.functions()).find(({ name }) => name === 'hopper-local-system');
    process.kill(before?.pid ?? 0, 'SIGKILL');
    await waitUntil(async () => !(await stack.functions()).some(({ pid }) => pid === before?.pid));
    expect(await statusOf('/health')).toBe(200);
  });

  it.each([
    ['the AWS services', /cloud\/servers\.ts/, '/_local/faults'],
    ['the simulated platforms', /^\S*node \S*platforms\/main\.ts/, '/_local/ledger'],
    ['DynamoDB', /^\S*dynoxide /, '/api/auth/me'],
    ['Redis', /^\S*(redis-server |node .*js-redis-main)/, '/api/auth/me'],
  ])('%s: comes back by itself', async (_name, command, path) => {
    const victim = findProcess(command);
    if (victim === undefined) throw new Error(`no process like ${command}`);
    process.kill(victim, 'SIGKILL');
    await waitUntil(() => ![undefined, victim].includes(findProcess(command)));
    await waitUntil(async () => (await get(path).catch(() => undefined))?.status === 200);
    expect(stack.output()).toContain('starting it again');
  });

  it('the AWS services: what was stored is still there', async () => {
    const s3 = new S3Client({ ...(await sdkOptions('s3')), maxAttempts: 10 });
    const object = { Bucket: 'hopper-local-videos-000000000000-us-east-1', Key: 'kept' };
    await s3.send(new PutObjectCommand({ ...object, Body: 'kept' }));
    process.kill(findProcess(/cloud\/servers\.ts/) ?? 0, 'SIGKILL');
    const { Body } = await s3.send(new GetObjectCommand(object));
    expect(await Body?.transformToString()).toBe('kept');
    s3.destroy();
  });
});

/** fetch sets Host by itself. */
async function statusWithHost(host: string): Promise<number> {
  const { request } = await import('node:http');
  const { port } = new URL(stack.url);
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: '/_local/endpoints', headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .once('error', reject)
      .end();
  });
}
