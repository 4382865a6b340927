import type { BuildOptions } from 'esbuild';

/** How a program becomes one file for Lambda's Node. */
export const bundleSettings = {
  outExtension: { '.js': '.mjs' },
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  // Packages that are still CommonJS call `require` for Node's own modules, which ES modules do not have.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
} as const satisfies BuildOptions;
