import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

const Manifest = z.record(
  z.string(),
  z.object({ file: z.string(), css: z.array(z.string()).default([]), imports: z.array(z.string()).default([]) }),
);
type Manifest = z.infer<typeof Manifest>;

const dist = fileURLToPath(new URL('../dist', import.meta.url));

/** What a signed-in person's first sight of the queue loads. */
const firstModules = ['index.html', 'queue/queue-page.tsx'];

/** Copies the scripts and styles of the first load into a folder of their own, for size-limit to weigh. */
export async function collectFirstLoad(): Promise<void> {
  const manifest = Manifest.parse(JSON.parse(await readFile(join(dist, 'web/.vite/manifest.json'), 'utf8')));
  const folder = join(dist, 'web-first-load');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const files = new Set([...withImports(manifest, firstModules)].flatMap((name) => filesOf(manifest, name)));
  await Promise.all([...files].map((file) => cp(join(dist, 'web', file), join(folder, basename(file)))));
}

function withImports(manifest: Manifest, names: readonly string[], found = new Set<string>()): Set<string> {
  for (const name of names) {
    if (found.has(name)) continue;
    found.add(name);
    withImports(manifest, manifest[name]?.imports ?? [], found);
  }
  return found;
}

function filesOf(manifest: Manifest, name: string): string[] {
  const chunk = manifest[name];
  if (!chunk) throw new Error(`The page has no module ${name}.`);
  return [chunk.file, ...chunk.css];
}
