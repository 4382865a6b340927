import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/**
 * Leaves out of ioredis what one ElastiCache Serverless endpoint never needs: its own cluster and Sentinel clients, the
 * certificates of other vendors' clouds, debug output, and the commands that Hopper does not use (ioredis makes a method of
 * each of the 400). What is left out fails loudly where it is used.
 */
export const slimRedis: Plugin = {
  name: 'slim-redis',
  setup(build) {
    build.onLoad({ filter: /@ioredis\/commands\/built\/commands\.json$/ }, async ({ path }) => ({
      contents: keepUsed(await readFile(path, 'utf8')),
      loader: 'json',
    }));
    for (const [filter, contents] of replacements) build.onLoad({ filter }, () => ({ contents }));
  },
};

/** Hopper's own commands, and what the client says by itself when it connects, ends or runs a script. */
const usedCommands = new Set(
  `get set del expire pexpire pexpireat hget hset hdel hgetall zadd zcard zrange zrangebyscore zrem zremrangebyscore eval evalsha script
   auth hello client info select ping quit multi exec discard subscribe unsubscribe`.split(/\s+/),
);

function keepUsed(source: string): string {
  const commands: unknown = JSON.parse(source);
  return JSON.stringify(
    Object.fromEntries(Object.entries(Object(commands)).filter(([name]) => usedCommands.has(name))),
  );
}

const replacements: readonly (readonly [RegExp, string])[] = [
  [/ioredis\/built\/cluster\/index\.js$/, 'exports.default = class Cluster {};'],
  [/ioredis\/built\/connectors\/SentinelConnector\/index\.js$/, 'exports.default = class SentinelConnector {};'],
  [/ioredis\/built\/constants\/TLSProfiles\.js$/, 'exports.default = {};'],
  [
    /node_modules\/debug\/src\/index\.js$/,
    'const none = () => Object.assign(() => {}, { enabled: false }); module.exports = none; none.default = none;',
  ],
];
