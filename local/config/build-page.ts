import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const PageBuilder = z.object({ buildPage: z.function({ input: [z.string()], output: z.promise(z.void()) }) });

/** Builds the page into a folder; without one there is a line that says where the API is. */
export async function buildPage(outDir: string): Promise<void> {
  const builder = new URL('../../web/build.ts', import.meta.url);
  if (existsSync(builder)) return PageBuilder.parse(await import(builder.href)).buildPage(outDir);
  mkdirSync(outDir, { recursive: true });
  writeFileSync(
    join(outDir, 'index.html'),
    '<!doctype html><title>Hopper</title><p>Hopper runs; the API is at /api.</p>\n',
  );
}
