import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import type { StageName } from '../../../infra/stages.ts';
import type { StageOptions } from './build-stage.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const cacheDir = join(root, 'node_modules/.cache/hopper-templates');
/** Everything that decides what a template says: the infrastructure, what it reads of the product, and the packages. */
const sources = ['infra/**/*', 'shared/**/*.ts', 'tests/infra/support/*.ts', 'package-lock.json'];
/** Whoever goes to and fro between two branches finds both. */
const keptVersions = 4;
const Templates = z.record(z.string(), z.unknown());

/**
 * The templates of a stage, by stack name, as the CDK makes them from the sources as they are now. They are kept on the
 * disk under a digest of those sources; that the CDK makes the same of the same every time has a test of its own.
 */
export function readTemplates(stage: StageName, options: StageOptions = {}): Record<string, unknown> {
  const versionDir = join(cacheDir, hashSources());
  const wanted = JSON.stringify([stage, options]);
  const file = join(versionDir, `${createHash('sha256').update(wanted).digest('hex')}.json`);
  if (!existsSync(file)) write(wanted, file, versionDir);
  return Templates.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** By a process of its own, so that whoever finds its templates does not load the CDK, which takes as long again. */
function write(wanted: string, file: string, versionDir: string): void {
  mkdirSync(versionDir, { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  const program = join(import.meta.dirname, 'write-templates.ts');
  const { status, stderr } = spawnSync(process.execPath, [program, wanted, unfinished], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The templates of ${wanted} could not be made: ${stderr}`);
  // Appears whole or not at all, also when two do it at once.
  renameSync(unfinished, file);
  prune();
}

function hashSources(): string {
  const hash = createHash('sha256');
  for (const path of globSync(sources, { cwd: root }).sort()) {
    if (statSync(join(root, path)).isFile()) hash.update(`${path}\0`).update(readFileSync(join(root, path)));
  }
  return hash.digest('hex');
}

function prune(): void {
  const versions = readdirSync(cacheDir).map((name) => join(cacheDir, name));
  const aged = versions.map((path) => ({ path, madeAtMs: statSync(path).mtimeMs }));
  const old = aged.sort((a, b) => b.madeAtMs - a.madeAtMs).slice(keptVersions);
  for (const { path } of old) rmSync(path, { recursive: true, force: true });
}
