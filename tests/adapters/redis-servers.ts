import { spawnSync } from 'node:child_process';
import { Redis } from 'ioredis';
import { createRedisMock } from 'js-redis-server';
import { answerAtOnce } from '../../local/cloud/redis/answer-at-once.ts';
import { startBinary } from '../support/start-binary.ts';

export interface TestRedis {
  readonly url: string;
  close(): Promise<void>;
}

export interface RedisServer {
  /** For test names: says so when it is left out. */
  readonly name: string;
  readonly isInstalled: boolean;
  start(): Promise<TestRedis>;
}

const program = 'redis-server';

/**
 * The Redis servers that suites run against: one in JavaScript that is always there, the same as a cluster of one shard,
 * which like ElastiCache Serverless refuses whatever touches two slots at once, and the real one where it is installed.
 */
export const redisServers: readonly RedisServer[] = [
  { name: 'js-redis-server', isInstalled: true, start: () => startJsRedis() },
  { name: 'js-redis-server as a cluster', isInstalled: true, start: () => startJsRedis({ cluster: { masters: 1 } }) },
  findRedisServer(),
];

export async function startJsRedis(options: { cluster?: { masters: number } } = {}): Promise<TestRedis> {
  const stopThat = answerAtOnce();
  const server = await createRedisMock(options);
  await warmUp(server);
  return {
    url: `redis://${server.host}:${server.port}`,
    close: () => {
      stopThat();
      return server.close();
    },
  };
}

/** Its interpreter of scripts is loaded by the first of them, which on a busy machine takes longer than a command may. */
async function warmUp({ host, port }: { readonly host: string; readonly port: number }): Promise<void> {
  const redis = new Redis({ host, port });
  try {
    await redis.eval("return redis.call('GET', KEYS[1])", 1, 'nothing');
  } finally {
    redis.disconnect();
  }
}

function findRedisServer(): RedisServer {
  const isInstalled = spawnSync(program, ['--version']).status === 0;
  return {
    name: isInstalled ? program : `${program} (LEFT OUT: not on the PATH)`,
    isInstalled,
    start: startRedisServer,
  };
}

async function startRedisServer(): Promise<TestRedis> {
  const args = (port: number) => ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const { port, close } = await startBinary(program, args, /Ready to accept connections/);
  return { url: `redis://127.0.0.1:${port}`, close };
}
