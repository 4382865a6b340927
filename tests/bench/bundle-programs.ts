import { build } from 'esbuild';
import { requireBuiltins } from '../../infra/build/require-builtins.ts';
import { slimSdk } from '../../infra/build/slim-sdk.ts';

/** Bundles programs the same way as functions: loading TypeScript takes memory of its own. They get the ending `.mjs`. */
export async function bundlePrograms(entryPoints: string[], outdir: string): Promise<void> {
  await build({
    entryPoints,
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    banner: { js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);" },
    plugins: [requireBuiltins, slimSdk],
    logLevel: 'warning',
  });
}
