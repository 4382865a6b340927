import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { functionNames } from '../../../infra/functions.ts';

/** A temporary folder with a handler per function that does nothing: the templates do not care what is in it. */
export function placeBundles(): string {
  const dir = mkdtempSync(join(tmpdir(), 'hopper-bundles-'));
  for (const name of functionNames) {
    mkdirSync(join(dir, name));
    writeFileSync(join(dir, name, 'index.mjs'), 'export const handler = async () => ({});\n');
  }
  return dir;
}
