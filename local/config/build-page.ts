import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

const PageBuilder = z.object({ buildPage: z.function({ input: [z.string()], output: z.promise(z.void()) }) });
const root = fileURLToPath(new URL('../..', import.meta.url));

/** Everything that the page is made from: its own sources, the contract, the versions of its packages. */
const sources = ['web', 'shared/contract', 'package-lock.json'];

/**
 * Builds the page into a folder, unless it is there already: most starts change nothing of it, and building takes longer
 * than everything else that a start waits for.
 */
export async function buildPage(outDir: string): Promise<void> {
  const wanted = await hashSources();
  const mark = join(outDir, '.built-from');
  if ((await readFile(mark, 'utf8').catch(() => '')) === wanted) return;
  await mkdir(outDir, { recursive: true });
  const builder = new URL('../../web/build.ts', import.meta.url);
  await PageBuilder.parse(await import(builder.href)).buildPage(outDir);
  // Written last: a start that ends in the middle leaves none, and the next one builds anew.
  await writeFile(mark, wanted);
}

async function hashSources(): Promise<string> {
  const lists = await Promise.all(sources.map(listFiles));
  const files = lists.flat().sort();
  const contents = await Promise.all(files.map((file) => readFile(join(root, file))));
  const hash = createHash('sha256');
  for (const [index, content] of contents.entries())
    hash.update(`${files[index]}\0${content.length}\0`).update(content);
  return hash.digest('hex');
}

async function listFiles(path: string): Promise<string[]> {
  if (path.endsWith('.json')) return [path];
  const entries = await readdir(join(root, path), { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
}
