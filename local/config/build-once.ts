import { cp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashSources } from './hash-sources.ts';

/** Something that is built from files of this project alone. */
export interface BuildStep {
  readonly name: string;
  /** Folder of the project. */
  readonly root: string;
  /** Files and folders in it that decide what comes out. */
  readonly sources: readonly string[];
  /** Where builds are kept for the next data folder. */
  readonly cacheDir: string;
  build(outDir: string): Promise<void>;
}

const markName = '.built-from';
/** Whoever goes to and fro between two branches finds both. */
const keptBuilds = 4;

/**
 * Sees to it that `outDir` holds what the sources give. It is built only where neither the folder nor the cache has it:
 * most starts change nothing, and building takes longer than everything else that a start waits for. The cache is a
 * convenience; one that cannot be read or written changes nothing but the time.
 *
 * @throws what `build` throws
 */
export async function buildOnce(step: BuildStep, outDir: string): Promise<void> {
  const { name, root, sources, cacheDir } = step;
  const wanted = await hashSources(root, sources);
  const mark = join(outDir, markName);
  if ((await readFile(mark, 'utf8').catch(() => '')) === wanted) return;
  const kept = join(cacheDir, `${name}-${wanted}`);
  if (!(await take(kept, outDir))) {
    await build(step, outDir);
    // A file that was saved meanwhile may be in it or not: nobody knows what this is a build of.
    if ((await hashSources(root, sources)) !== wanted) return;
    await keep(outDir, kept).catch(() => undefined);
    await prune(step).catch(() => undefined);
  }
  // Written last: a start that ends in the middle leaves none, and the next one begins anew.
  await writeFile(mark, wanted);
}

async function build(step: BuildStep, outDir: string): Promise<void> {
  await rm(outDir, { recursive: true, force: true });
  await step.build(outDir);
}

async function take(kept: string, outDir: string): Promise<boolean> {
  try {
    const now = new Date();
    await utimes(kept, now, now);
    await rm(outDir, { recursive: true, force: true });
    await cp(kept, outDir, { recursive: true });
    return true;
  } catch {
    return false;
  }
}

/** Appears whole or not at all, also when two starts do it at once. */
async function keep(outDir: string, kept: string): Promise<void> {
  const unfinished = `${kept}.${process.pid}`;
  try {
    await cp(outDir, unfinished, { recursive: true });
    await rename(unfinished, kept);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function prune({ name, cacheDir }: BuildStep): Promise<void> {
  const own = (await readdir(cacheDir)).filter((entry) => entry.startsWith(`${name}-`)).map((it) => join(cacheDir, it));
  const aged = await Promise.all(own.map(async (path) => ({ path, usedAtMs: (await stat(path)).mtimeMs })));
  const old = aged.sort((a, b) => b.usedAtMs - a.usedAtMs).slice(keptBuilds);
  for (const { path } of old) await rm(path, { recursive: true, force: true });
}
