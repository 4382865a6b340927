import type { Plugin } from 'esbuild';

/**
 * Leaves out of ioredis what one ElastiCache Serverless endpoint never needs: its own cluster and Sentinel clients, the
 * certificates of other vendors' clouds, and debug output. A class that is empty here fails loudly where it is used.
 */
export const slimRedis: Plugin = {
  name: 'slim-redis',
  setup(build) {
    for (const [filter, contents] of replacements) build.onLoad({ filter }, () => ({ contents }));
  },
};

const replacements: readonly (readonly [RegExp, string])[] = [
  [/ioredis\/built\/cluster\/index\.js$/, 'exports.default = class Cluster {};'],
  [/ioredis\/built\/connectors\/SentinelConnector\/index\.js$/, 'exports.default = class SentinelConnector {};'],
  [/ioredis\/built\/constants\/TLSProfiles\.js$/, 'exports.default = {};'],
  [
    /node_modules\/debug\/src\/index\.js$/,
    'const none = () => Object.assign(() => {}, { enabled: false }); module.exports = none; none.default = none;',
  ],
];
