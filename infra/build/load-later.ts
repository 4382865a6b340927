import type { Plugin } from 'esbuild';

/** What a function loads only for some of its calls: an entry point of its own. */
export const laterParts = [
  { name: 'authorizer', part: 'open-tokens' },
  { name: 'videos', part: 'open-media' },
  { name: 'videos', part: 'open-dispatch' },
  { name: 'connections', part: 'open-hints' },
  { name: 'connections', part: 'open-secrets' },
  { name: 'drive', part: 'open-secrets' },
  { name: 'publish-worker', part: 'open-notices' },
  { name: 'account', part: 'open-hints' },
  { name: 'account', part: 'open-media' },
  { name: 'account-worker', part: 'open-secrets' },
  { name: 'publish-worker', part: 'open-secrets' },
  { name: 'transfer-worker', part: 'open-media' },
  { name: 'transfer-worker', part: 'open-notices' },
  { name: 'transfer-worker', part: 'open-secrets' },
] as const;

const partNames = [...new Set(laterParts.map(({ part }) => part))].join('|');

/**
 * Leaves `import('./part.ts')` of a later part to a file beside the bundle, which is read when it is needed. Every other
 * import ends up in the bundle.
 */
export const loadLater: Plugin = {
  name: 'load-later',
  setup(build) {
    build.onResolve({ filter: new RegExp(`^\\./(${partNames})\\.ts$`) }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: path.replace(/ts$/, 'mjs'), external: true } : undefined,
    );
  },
};
