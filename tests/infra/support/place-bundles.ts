import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { functionNames } from '../../../infra/functions.ts';

/**
 * Makes handlers that do nothing: the templates do not care what is in a bundle.
 *
 * @returns the folder of the bundles, inside `dir`
 */
export function placeBundles(dir: string): string {
  const bundleDir = join(dir, 'bundles');
  for (const name of functionNames) {
    mkdirSync(join(bundleDir, name), { recursive: true });
    writeFileSync(join(bundleDir, name, 'index.mjs'), 'export const handler = async () => ({});\n');
  }
  return bundleDir;
}
