import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { findOnPath } from '../../local/cloud/processes/find-on-path.ts';
import { LogFile } from '../../local/cloud/processes/log-file.ts';
import { allocatePorts } from '../../local/cloud/processes/ports.ts';
import { startRedis } from '../../local/cloud/redis/start-redis.ts';
import { listDescendants, readCommand } from '../support/process-tree.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { waitUntil } from '../support/wait-until.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
const stops: (() => unknown)[] = [];

beforeEach(async () => {
  folder = await tempFolder();
});
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
  await folder.remove();
});

const start = async (searchPath = process.env.PATH ?? '') => {
  const { redis: port } = await allocatePorts(folder.path, ['redis']);
  const reports: string[] = [];
  const log = new LogFile(join(folder.path, 'redis.log'));
  const running = await startRedis({
    port,
    dataDir: folder.path,
    log,
    searchPath,
    report: (line) => reports.push(line),
  });
  stops.push(running.stop);
  const client = new Redis(running.url, { retryStrategy: () => 20, maxRetriesPerRequest: null });
  client.on('error', () => undefined);
  stops.push(() => client.disconnect());
  return { ...running, client, reports };
};

describe.each([
  ['redis-server', process.env.PATH ?? ''],
  ['js-redis-server', '/nowhere'],
])('%s', (engine, searchPath) => {
  // A machine without redis-server is no reason to fail: it gets the other one.
  const test = engine === 'redis-server' && findOnPath('redis-server') === undefined ? it.skip : it;

  test('is started and does what Hopper asks of a Redis', async () => {
    const running = await start(searchPath);
    expect(running.engine).toBe(engine);
    const { client } = running;
    expect(await client.set('k', 'v', 'PX', 60_000, 'NX')).toBe('OK');
    expect(await client.set('k', 'w', 'PX', 60_000, 'NX')).toBeNull();
    expect(await client.eval("return redis.call('incrby', KEYS[1], ARGV[1])", 1, 'n', 5)).toBe(5);
    const results = await client.multi().zadd('z', 1, 'a').zcard('z').exec();
    expect(results?.map(([, value]) => value)).toEqual([1, 1]);
  });

  test('is started again when it is killed', async () => {
    const { client, reports } = await start(searchPath);
    await client.set('before', '1');
    const isServer = (pid: number) => /^\S*(redis-server |node .*js-redis-main)/.test(readCommand(pid));
    process.kill(listDescendants(process.pid).find(isServer) ?? 0, 'SIGKILL');
    await waitUntil(() => reports.length > 0);
    await client.set('after', '1');
    expect(reports[0]).toContain('starting it again');
  });
});

const real = findOnPath('redis-server') === undefined ? describe.skip : describe;
real('redis-server', () => {
  it('keeps its data over a restart', async () => {
    const first = await start();
    await first.client.set('session', 'kept');
    await first.stop();
    const second = await start();
    expect(await second.client.get('session')).toBe('kept');
  });

  it('that cannot read its data is an error with its reason', async () => {
    mkdirSync(join(folder.path, 'redis/appendonlydir/appendonly.aof.manifest'), { recursive: true });
    await expect(start()).rejects.toThrow(/appendonly/);
  });
});
