import { build } from 'esbuild';
import { bundleSettings } from '../../infra/build/bundle-settings.ts';
import { requireBuiltins } from '../../infra/build/require-builtins.ts';
import { slimSdk } from '../../infra/build/slim-sdk.ts';

/** Bundles programs the same way as functions: loading TypeScript takes memory of its own. They get the ending `.mjs`. */
export async function bundlePrograms(entryPoints: string[], outdir: string): Promise<void> {
  await build({
    entryPoints,
    outdir,
    ...bundleSettings,
    plugins: [requireBuiltins, slimSdk],
  });
}
