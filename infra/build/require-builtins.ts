import type { Plugin } from 'esbuild';

/**
 * Loads Node's HTTP and crypto modules by `require`. An ES import of them makes every export a live binding, and for
 * `node:http` that evaluates Node's own fetch, which costs more CPU in a cold start than a whole area.
 */
export const requireBuiltins: Plugin = {
  name: 'require-builtins',
  setup(build) {
    build.onResolve({ filter: /^(node:)?(https?|http2|crypto)$/ }, ({ path, namespace: from }) =>
      from === namespace ? { path, external: true } : { path: path.replace(/^(node:)?/, 'node:'), namespace },
    );
    build.onLoad({ filter: /.*/, namespace }, ({ path }) => ({ contents: `module.exports = require('${path}');` }));
  },
};

const namespace = 'require-builtins';
