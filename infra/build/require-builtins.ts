import { builtinModules } from 'node:module';
import type { Plugin } from 'esbuild';

/**
 * Loads Node's own modules by `require`. An ES import of one evaluates every lazy export of it; for
 * `node:http` that is Node's own fetch, which costs more CPU in a cold start than a whole area.
 */
export const requireBuiltins: Plugin = {
  name: 'require-builtins',
  setup(build) {
    build.onResolve({ filter: /^(node:)?[a-z_0-9/]+$/ }, ({ path, namespace: from }) => {
      const name = path.replace(/^node:/, '');
      if (!builtinModules.includes(name)) return undefined;
      return from === namespace ? { path, external: true } : { path: `node:${name}`, namespace };
    });
    build.onLoad({ filter: /.*/, namespace }, ({ path }) => ({ contents: `module.exports = require('${path}');` }));
  },
};

const namespace = 'require-builtins';
