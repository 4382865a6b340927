import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type FunctionName, functionNames } from '../functions.ts';
import { bundleSettings } from './bundle-settings.ts';
import { assetsBeside, copyAssets } from './copy-assets.ts';
import { dropDescriptions } from './drop-descriptions.ts';
import { letAllRead } from './let-all-read.ts';
import { laterParts, loadLater } from './load-later.ts';
import { requireBuiltins } from './require-builtins.ts';
import { slimRedis } from './slim-redis.ts';
import { slimSdk } from './slim-sdk.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Bundles functions, all in one esbuild call, to `<outDir>/<name>/index.mjs`, with what they load later beside it. The
 * AWS SDK goes into the bundle: the one that comes with the runtime is read file by file at every cold start.
 *
 * @param outDir folder to write to
 * @param names functions to bundle; all of them when left out
 * @throws when a function does not build
 */
export async function bundleFunctions(outDir: string, names: readonly FunctionName[] = functionNames): Promise<void> {
  const files = [
    ...names.map((name) => ({ name, part: 'index' })),
    ...laterParts.filter(({ name }) => names.includes(name)),
  ];
  await build({
    entryPoints: files.map(({ name, part }) => ({
      in: join(root, 'functions', name, `${part}.ts`),
      out: join(name, part),
    })),
    outdir: outDir,
    ...bundleSettings,
    legalComments: 'none',
    plugins: [assetsBeside, dropDescriptions, loadLater, requireBuiltins, slimSdk, slimRedis],
  });
  await copyAssets(outDir, names);
  await Promise.all(names.map((name) => letAllRead(join(outDir, name))));
}

if (import.meta.main) {
  const outDir = process.env.HOPPER_BUNDLE_DIR ?? join(root, 'dist/functions');
  await bundleFunctions(outDir);
  for (const name of functionNames) {
    const { size } = await stat(join(outDir, name, 'index.mjs'));
    console.log(`${name.padEnd(16)} ${(size / 1024).toFixed(0).padStart(6)} KiB`);
  }
}
