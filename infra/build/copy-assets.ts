import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

const docs = fileURLToPath(new URL('../../docs', import.meta.url));

/** Files of `docs/` that a function reads while it runs. */
const assetsOf: Readonly<Record<string, readonly string[]>> = { system: ['openapi.json', 'api.html'] };

/** Tells a bundle that its files lie beside it, and no longer where they do in the source tree. */
export const assetsBeside: Plugin = {
  name: 'assets-beside',
  setup(build) {
    build.onLoad({ filter: /\/functions\/[\w-]+\/assets\.ts$/ }, () => ({
      contents: `export const assets = new URL('./', import.meta.url);`,
      loader: 'ts',
    }));
  },
};

/** Puts the files that functions read beside their bundles. @returns when they are there */
export async function copyAssets(outDir: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    for (const file of assetsOf[name] ?? []) await copyFile(join(docs, file), join(outDir, name, file));
  }
}

/** Names of the files beside a bundle. */
export function listAssets(name: string): readonly string[] {
  return assetsOf[name] ?? [];
}
