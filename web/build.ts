import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Builds the page into `outDir`: one script, one style sheet, one document. */
export async function buildPage(outDir: string): Promise<void> {
  await mkdir(outDir, { recursive: true });
  const entryPoints = [join(folder, 'main.ts')];
  await build({
    entryPoints,
    outdir: outDir,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'warning',
  });
  await Promise.all(
    ['index.html', 'style.css', 'icon.svg'].map((name) => copyFile(join(folder, name), join(outDir, name))),
  );
}
