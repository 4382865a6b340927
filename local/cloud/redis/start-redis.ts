import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findOnPath } from '../processes/find-on-path.ts';
import type { LogFile } from '../processes/log-file.ts';
import { startListening } from '../processes/start-listening.ts';
import { startNodeChild } from '../processes/start-node-child.ts';
import { type Supervised, supervise } from '../processes/supervise.ts';
import { probeWith } from '../processes/wait-for-port.ts';

export interface RedisOptions {
  readonly port: number;
  readonly dataDir: string;
  readonly log: LogFile;
  /** Searched for `redis-server`. */
  readonly searchPath: string;
  report(line: string): void;
}

/** Redis opens its port before it has read its data, and may yet find that it cannot. */
const isLoaded = probeWith('PING\r\n', '+PONG');

/** A Redis server for this run. */
export interface RunningRedis {
  readonly url: string;
  /** `redis-server` keeps its data; the one in JavaScript forgets it when it ends. */
  readonly engine: 'redis-server' | 'js-redis-server';
  stop(): Promise<void>;
}

function startRedisServer(program: string, { port, dataDir, log, report }: RedisOptions): Promise<Supervised> {
  const dir = join(dataDir, 'redis');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const settings = { port: String(port), bind: '127.0.0.1', dir, appendonly: 'yes', save: '', daemonize: 'no' };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  return supervise('redis', () => startListening({ command: program, args, log }, port, isLoaded), report);
}

function startJsRedis({ port, log, report }: RedisOptions): Promise<Supervised> {
  const file = join(import.meta.dirname, 'js-redis-main.ts');
  return supervise('redis', () => startNodeChild({ file, options: { port }, log }), report);
}

/**
 * Starts a Redis: the `redis-server` of this machine where there is one, else a server written in JavaScript.
 *
 * @throws Error when it cannot be started
 */
export async function startRedis(options: RedisOptions): Promise<RunningRedis> {
  const program = findOnPath('redis-server', options.searchPath);
  const server = await (program === undefined ? startJsRedis(options) : startRedisServer(program, options));
  return {
    url: `redis://127.0.0.1:${options.port}`,
    engine: program === undefined ? 'js-redis-server' : 'redis-server',
    stop: server.stop,
  };
}
